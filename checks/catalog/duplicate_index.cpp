#include "checks/catalog/checks.hpp"
#include "checks/catalog/declared.hpp"
#include "src/base/words.hpp"
#include "src/index/redundant_index.hpp"

namespace migrate {

namespace {

Outcome find_duplicate_index(const Facts& facts) {
    std::vector<Observation> seen;
    for (const NeedlessIndex& needless :
         find_needless_indexes(facts.catalog->indexes, declared_oids(facts))) {
        if (needless.kind != Redundancy::duplicate) continue;
        const TableIndex& index = *needless.index;
        seen.push_back({.subject = index.name,
                        .message = fmt::format("index {} ({}) on {} is the same as {} ({})", index.name,
                                               bytes_text(index.size_bytes), index.table,
                                               needless.other->name, bytes_text(needless.other->size_bytes)),
                        .fix = removal_of(facts, index)});
    }
    return seen;
}

}  // namespace

constinit const Check catalog_duplicate_index{
    .id = "catalog.duplicate_index",
    .summary = "two indexes of a table are the same",
    .severity = Severity::warning,
    .needs = {Need::catalog},
    .uses = {Need::files, Need::history},
    .why =
        "Every write keeps both, both take room on disk and in memory, and no query is faster for it. Told is the one that nothing "
        "holds: no constraint, no foreign key, no revision; else the younger.",
    .fix = "DROP INDEX CONCURRENTLY the one that is told.",
    .find = find_duplicate_index};

}  // namespace migrate
