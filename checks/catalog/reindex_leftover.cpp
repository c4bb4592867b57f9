#include "checks/catalog/checks.hpp"
#include "checks/catalog/declared.hpp"
#include "src/base/words.hpp"
#include "src/index/reindex_origin.hpp"

namespace migrate {

namespace {

std::string_view cost_of(const TableIndex& index) {
    if (!index.ready) return "it serves nobody";
    return index.key.unique ? "every write pays for it, and it can refuse rows" : "every write pays for it";
}

Outcome find_reindex_leftover(const Facts& facts) {
    std::vector<Observation> seen;
    for (const TableIndex& index : facts.catalog->indexes) {
        if (index.usable() || index.builder) continue;
        const TableIndex* origin = find_reindex_origin(index, facts.catalog->indexes);
        if (origin == nullptr) continue;
        seen.push_back(
            {.subject = index.name,
             .message = fmt::format(
                 "index {} on {} was left by an interrupted REINDEX CONCURRENTLY of {}: {} ({})", index.name,
                 index.table, origin->name, cost_of(index), bytes_text(index.size_bytes)),
             .fix = drop_sql(index) + "."});
    }
    return seen;
}

}  // namespace

constinit const Check catalog_reindex_leftover{
    .id = "catalog.reindex_leftover",
    .summary = "an interrupted REINDEX CONCURRENTLY left an INVALID index",
    .severity = Severity::error,
    .needs = {Need::catalog},
    .why =
        "Its name ends in _ccnew or _ccold. The index it was made for goes on working; the leftover takes room and may cost "
        "every write, and each further try leaves another one. See "
        "https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY.",
    .fix =
        "DROP INDEX CONCURRENTLY, and where it ends in _ccnew, REINDEX INDEX CONCURRENTLY the index again.",
    .find = find_reindex_leftover};

}  // namespace migrate
