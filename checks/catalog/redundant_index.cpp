#include "src/index/redundant_index.hpp"

#include "checks/catalog/checks.hpp"
#include "checks/catalog/declared.hpp"
#include "src/base/words.hpp"

namespace migrate {

namespace {

/// A wider index that is so much larger costs its readers: deduplication, which keeps a narrow index small,
/// is lost with INCLUDE and with distinct tails
/// (https://www.postgresql.org/docs/current/btree.html#BTREE-DEDUPLICATION).
constexpr double much_larger = 2;

bool is_narrow_and_cheap(const NeedlessIndex& needless) {
    return static_cast<double>(needless.other->size_bytes) >
           much_larger * static_cast<double>(needless.index->size_bytes);
}

bool is_matter_of_taste(const NeedlessIndex& needless) {
    return needless.kind == Redundancy::cheaper || is_narrow_and_cheap(needless);
}

Observation redundant(const Facts& facts, const NeedlessIndex& needless) {
    const TableIndex& index = *needless.index;
    Observation seen{.subject = index.name,
                     .message = fmt::format("index {} ({}) on {} is covered by {} ({}): {}", index.name,
                                            bytes_text(index.size_bytes), index.table, needless.other->name,
                                            bytes_text(needless.other->size_bytes), needless.reason),
                     .fix = removal_of(facts, index)};
    if (is_matter_of_taste(needless)) {
        seen.severity = Severity::info;
        seen.fix = fmt::format(
            "It is the smaller one, and so may earn its keep; if its queries do as well with {}: {}",
            needless.other->name, seen.fix);
    }
    return seen;
}

/// What revisions declare was asked for; that one of a pair is not needed is worth knowing, and no fault.
void soften(Observation& seen, const NeedlessIndex& needless, const std::set<Oid>& declared) {
    if (declared.contains(needless.index->oid) || declared.contains(needless.other->oid))
        seen.severity = Severity::info;
}

Outcome find_redundant_index(const Facts& facts) {
    const std::set<Oid> declared = declared_oids(facts);
    std::vector<Observation> seen;
    for (const NeedlessIndex& needless : find_needless_indexes(facts.catalog->indexes, declared)) {
        const bool meant = needless.kind == Redundancy::cheaper && declared.contains(needless.index->oid);
        if (needless.kind == Redundancy::duplicate || meant) continue;
        seen.push_back(redundant(facts, needless));
        soften(seen.back(), needless, declared);
    }
    return seen;
}

}  // namespace

constinit const Check catalog_redundant_index{
    .id = "catalog.redundant_index",
    .summary = "another index of the table does all that an index does",
    .severity = Severity::warning,
    .needs = {Need::catalog},
    .uses = {Need::files, Need::history},
    .why =
        "Every write keeps both. The first keys of a B-tree serve alone "
        "(https://www.postgresql.org/docs/current/indexes-multicolumn.html), and it is read in both directions "
        "(https://www.postgresql.org/docs/current/indexes-ordering.html). Where the wider one is more than twice as large, "
        "where the narrow one is partial, or a revision declares one of the two, it is a remark only; a partial one that a revision declares is meant to be.",
    .fix = "Look at both sizes, and DROP INDEX CONCURRENTLY the one that is told.",
    .find = find_redundant_index};

}  // namespace migrate
