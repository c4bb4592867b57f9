#include "src/index/unused_index.hpp"

#include "src/index/foreign_key_support.hpp"
#include "src/index/redundant_index.hpp"

#include <algorithm>

namespace migrate {

namespace {

/// What a smaller one costs is not worth anybody's time.
constexpr std::int64_t least_bytes = 1024 * 1024;

bool is_unscanned(const TableIndex& index, std::chrono::milliseconds limit) {
    if (index.age && *index.age < limit) return false;
    if (index.scans == 0) return true;
    return limit.count() > 0 && index.since_last_scan && *index.since_last_scan >= limit;
}

bool can_go(const TableIndex& index) {
    return index.usable() && !index.is_bound() && !index.key.unique && index.size_bytes >= least_bytes;
}

/// Of a partitioned index the foreign keys are those of its parts' tables.
std::set<const TableIndex*> with_parts(const TableIndex& index, const CatalogFacts& facts) {
    std::set<const TableIndex*> all{&index};
    for (const TableIndex& part : facts.indexes) {
        if (part.attached_to == index.oid) all.insert(&part);
    }
    return all;
}

/// Whether a foreign key has an index now, and none once these are gone.
bool are_needed(const std::set<const TableIndex*>& gone, const CatalogFacts& facts) {
    return std::ranges::any_of(facts.foreign_keys, [&](const ForeignKey& key) {
        return is_supported(key, facts.indexes) && !is_supported(key, facts.indexes, gone);
    });
}

}  // namespace

std::vector<const TableIndex*> find_unused_indexes(const CatalogFacts& facts, const std::set<Oid>& declared,
                                                   std::chrono::milliseconds limit) {
    std::set<const TableIndex*> told;
    for (const NeedlessIndex& needless : find_needless_indexes(facts.indexes, declared)) {
        if (needless.kind != Redundancy::cheaper) told.insert(needless.index);
    }
    std::set<const TableIndex*> gone = told;
    std::vector<const TableIndex*> unused;
    for (const TableIndex& index : facts.indexes) {
        if (!can_go(index) || !is_unscanned(index, limit) || told.contains(&index)) continue;
        std::set<const TableIndex*> without = with_parts(index, facts);
        without.insert(gone.begin(), gone.end());
        if (are_needed(without, facts)) continue;
        gone = std::move(without);
        unused.push_back(&index);
    }
    return unused;
}

}  // namespace migrate
