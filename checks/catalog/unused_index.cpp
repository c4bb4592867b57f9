#include "src/index/unused_index.hpp"

#include "checks/catalog/checks.hpp"
#include "checks/catalog/declared.hpp"
#include "src/base/words.hpp"

#include <algorithm>

namespace migrate {

namespace {

std::string evidence_of(const TableIndex& index, const CatalogFacts& catalog) {
    if (index.since_last_scan && index.scans > 0)
        return fmt::format("its last scan was {} ago", duration_text(*index.since_last_scan));
    return fmt::format("no scan in {}", duration_text(catalog.counted_for));
}

Observation unused(const Facts& facts, const TableIndex& index) {
    const CatalogFacts& catalog = *facts.catalog;
    Observation seen{
        .subject = index.name,
        .message = fmt::format("index {} ({}) on {} is not used: {}", index.name,
                               bytes_text(index.size_bytes), index.table, evidence_of(index, catalog)),
        .fix = removal_of(facts, index)};
    if (std::ranges::find(index.columns, "") != index.columns.end())
        seen.message += "; the planner may still use the statistics of its expression";
    if (catalog.standbys > 0) {
        seen.severity = Severity::info;
        seen.message +=
            fmt::format("; scans on {} are not counted here",
                        count_of(static_cast<std::size_t>(catalog.standbys), "standby", "standbys"));
        seen.fix = "Look at pg_stat_user_indexes on each standby; if none uses it: " + seen.fix;
    }
    return seen;
}

Outcome find_unused_index(const Facts& facts) {
    const CatalogFacts& catalog = *facts.catalog;
    if (catalog.is_standby)
        return Outcome::skipped("the server is a standby: scans on the primary are not counted here");
    if (catalog.counted_for < facts.limits.unused_after)
        return Outcome::skipped(fmt::format("the server has counted scans for {} only; {} are needed",
                                            duration_text(catalog.counted_for),
                                            duration_text(facts.limits.unused_after)));
    std::vector<Observation> seen;
    for (const TableIndex* index :
         find_unused_indexes(catalog, declared_oids(facts), facts.limits.unused_after))
        seen.push_back(unused(facts, *index));
    return seen;
}

}  // namespace

constinit const Check catalog_unused_index{
    .id = "catalog.unused_index",
    .summary = "no query has used an index for a long time",
    .severity = Severity::warning,
    .needs = {Need::catalog},
    .uses = {Need::files, Need::history},
    .why =
        "Every write keeps it, and it takes room. Told are indexes of 1 MB and more that no constraint, no foreign key and no "
        "partitioned index needs. A month is the least that holds a month's end; `unused_after` in [check] of migrate.toml "
        "changes it. The counters start anew when statistics are reset, at a crash, and here also at a start of the server.",
    .fix = "DROP INDEX CONCURRENTLY it, once you know that no rare job needs it.",
    .find = find_unused_index};

}  // namespace migrate
