#include "src/index/redundant_index.hpp"

#include "src/base/words.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace migrate {

namespace {

using Indexes = std::vector<const TableIndex*>;

enum class Order { same, reversed };

/// How the keys of `index` stand to the first keys of `other`; nothing where they are others.
std::optional<Order> order_of(const TableIndex& index, const TableIndex& other) {
    bool same = true;
    bool reversed = true;
    for (std::size_t i = 0; i < index.key.keys.size(); ++i) {
        const OrderedKey mine = split_order(index.key.keys[i]);
        const OrderedKey its = split_order(other.key.keys[i]);
        if (mine.what != its.what) return std::nullopt;
        same = same && mine.descending == its.descending && mine.nulls_first == its.nulls_first;
        reversed = reversed && mine.is_reverse_of(its);
    }
    if (same) return Order::same;
    return reversed ? std::optional(Order::reversed) : std::nullopt;
}

bool has_more_keys(const TableIndex& index, const TableIndex& other) {
    return index.key.keys.size() > other.key.keys.size();
}

std::optional<Order> covered_order(const TableIndex& index, const TableIndex& other) {
    if (has_more_keys(index, other)) return std::nullopt;
    if (has_more_keys(other, index) && index.key.method != "btree") return std::nullopt;
    return order_of(index, other);
}

std::set<std::string> included(const TableIndex& index) {
    const auto keys = static_cast<std::ptrdiff_t>(index.key.keys.size());
    return {index.columns.begin() + keys, index.columns.end()};
}

/// Whether an index-only scan of `other` gives what `index` includes.
bool holds_included(const TableIndex& other, const TableIndex& index) {
    return std::ranges::all_of(included(index), [&](const std::string& column) {
        return std::ranges::find(other.columns, column) != other.columns.end();
    });
}

/// Whether `other` refuses what the unique `index` refuses, at the same moment.
bool enforces(const TableIndex& other, const TableIndex& index) {
    return other.key.unique && other.key.keys.size() == index.key.keys.size() &&
           other.key.nulls_not_distinct == index.key.nulls_not_distinct &&
           (other.immediate || !index.immediate);
}

/// Storage parameters change what an index of these methods finds or costs (pages_per_range of BRIN, length
/// of bloom); those of a B-tree only how full its pages are.
bool is_stored_alike(const TableIndex& index, const TableIndex& other) {
    return index.key.method == "btree" || index.storage == other.storage;
}

bool is_same(const TableIndex& index, const TableIndex& other, Order order) {
    return order == Order::same && !has_more_keys(other, index) && index.key.unique == other.key.unique &&
           index.exclusion == other.exclusion && index.immediate == other.immediate &&
           included(index) == included(other);
}

bool can_be_compared(const TableIndex& index, const TableIndex& other) {
    return index.table_oid == other.table_oid && index.oid != other.oid && index.usable() && other.usable() &&
           !index.is_bound() && index.key.method == other.key.method;
}

std::string reason_of(const TableIndex& index, const TableIndex& other) {
    std::vector<std::string> reasons{has_more_keys(other, index) ? "its first keys are the same"
                                                                 : "it has the same keys"};
    if (order_of(index, other) == Order::reversed)
        reasons.emplace_back("read backwards it has the same order");
    if (other.key.unique && !index.key.unique) reasons.emplace_back("it is unique");
    if (!std::ranges::includes(included(index), included(other)))
        reasons.emplace_back("it includes more columns");
    if (other.key.predicate != index.key.predicate) reasons.emplace_back("it holds all rows");
    return list_of(reasons);
}

/// A judgement of one index beside another.
struct Cover {
    const TableIndex* other = nullptr;
    Redundancy kind = Redundancy::different;
};

/// Among two that could take each other's place, whether `other` stays.
bool is_preferred(const TableIndex& other, const TableIndex& index, const std::set<Oid>& declared) {
    const bool both = judge_index(other, index) >= Redundancy::redundant;
    if (!both) return true;
    if (declared.contains(other.oid) != declared.contains(index.oid)) return declared.contains(other.oid);
    return other.oid < index.oid;
}

std::vector<Cover> covers_of(const TableIndex& index, const Indexes& of_table,
                             const std::set<Oid>& declared) {
    std::vector<Cover> covers;
    for (const TableIndex* other : of_table) {
        const Redundancy kind = judge_index(index, *other);
        if (kind != Redundancy::different && is_preferred(*other, index, declared))
            covers.push_back({other, kind});
    }
    return covers;
}

using Covers = std::map<const TableIndex*, std::vector<Cover>>;

bool is_kept(const TableIndex* index, const Covers& covers) {
    return std::ranges::none_of(covers.at(index),
                                [](const Cover& cover) { return cover.kind >= Redundancy::redundant; });
}

/// The cover to name: one that stays; of those a duplicate rather than a longer one, and the smallest.
const Cover& best_of(const std::vector<Cover>& candidates, const Covers& covers) {
    return *std::ranges::max_element(candidates, [&](const Cover& a, const Cover& b) {
        const auto rank = [&](const Cover& cover) {
            return std::tuple(is_kept(cover.other, covers), cover.kind, -cover.other->size_bytes);
        };
        return rank(a) < rank(b);
    });
}

void add_needless(const Indexes& of_table, const std::set<Oid>& declared, std::vector<NeedlessIndex>& found) {
    Covers covers;
    for (const TableIndex* index : of_table) covers[index] = covers_of(*index, of_table, declared);
    for (const TableIndex* index : of_table) {
        if (covers[index].empty()) continue;
        const Cover& best = best_of(covers[index], covers);
        found.push_back({.index = index,
                         .other = best.other,
                         .kind = best.kind,
                         .reason = reason_of(*index, *best.other)});
    }
}

}  // namespace

Redundancy judge_index(const TableIndex& index, const TableIndex& other) {
    if (!can_be_compared(index, other)) return Redundancy::different;
    const auto order = covered_order(index, other);
    if (!order || !holds_included(other, index) || !is_stored_alike(index, other))
        return Redundancy::different;
    if (index.key.unique && !enforces(other, index)) return Redundancy::different;
    if (index.key.predicate != other.key.predicate)
        return other.key.predicate.empty() ? Redundancy::cheaper : Redundancy::different;
    return is_same(index, other, *order) ? Redundancy::duplicate : Redundancy::redundant;
}

std::vector<NeedlessIndex> find_needless_indexes(const std::vector<TableIndex>& indexes,
                                                 const std::set<Oid>& declared) {
    std::vector<Oid> tables;
    std::map<Oid, Indexes> by_table;
    for (const TableIndex& index : indexes) {
        Indexes& of_table = by_table[index.table_oid];
        if (of_table.empty()) tables.push_back(index.table_oid);
        of_table.push_back(&index);
    }
    std::vector<NeedlessIndex> found;
    for (const Oid table : tables) add_needless(by_table[table], declared, found);
    return found;
}

}  // namespace migrate
