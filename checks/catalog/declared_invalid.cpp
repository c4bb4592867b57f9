#include "checks/catalog/checks.hpp"
#include "src/revision/applied_indexes.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

const CatalogIndex& catalog_side(const IndexFacts& facts) {
    return facts.same_name ? *facts.same_name : *facts.leftover;
}

Observation invalid(const AppliedIndex& applied) {
    const CatalogIndex& index = catalog_side(applied.index->facts);
    const bool refuses = index.key.unique && index.ready;
    return {.subject = applied.index->facts.spec.name,
            .message = fmt::format(
                "index {} of revision {} is INVALID: {}", applied.index->facts.spec.name,
                applied.index->revision.text(),
                refuses ? "no query can use it, and it goes on refusing rows" : "no query can use it"),
            .fix = "",
            .position = applied.position};
}

Observation building(const AppliedIndex& applied) {
    const ActiveBuild& build = *catalog_side(applied.index->facts).builder;
    const std::string phase = build.phase.empty() ? "" : fmt::format(" ({})", build.phase);
    return {
        .subject = applied.index->facts.spec.name,
        .message =
            fmt::format("index {} of revision {} is being built by pid {}{}", applied.index->facts.spec.name,
                        applied.index->revision.text(), build.pid, phase),
        .fix = "Wait for the build, then look again; `migrate up` waits for it and finishes what is to do.",
        .position = applied.position,
        .severity = Severity::info};
}

Outcome find_declared_invalid(const Facts& facts) {
    std::vector<Observation> seen;
    for (const AppliedIndex& one : find_applied_indexes(*facts.files, *facts.history, IndexState::invalid))
        seen.push_back(invalid(one));
    for (const AppliedIndex& one : find_applied_indexes(*facts.files, *facts.history, IndexState::building))
        seen.push_back(building(one));
    return seen;
}

}  // namespace

constinit const Check catalog_declared_invalid{
    .id = "catalog.declared_invalid",
    .summary = "an index that an applied revision declares is INVALID",
    .severity = Severity::error,
    .needs = {Need::files, Need::history},
    .why =
        "A build CONCURRENTLY that fails or is cancelled leaves an index that no query can use; it may still cost every "
        "write, and a unique one may refuse rows. See "
        "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY.",
    .fix = "`migrate up` removes what is left and builds it again.",
    .find = find_declared_invalid};

}  // namespace migrate
