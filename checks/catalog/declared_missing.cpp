#include "checks/catalog/checks.hpp"
#include "src/revision/applied_indexes.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Observation missing(const AppliedIndex& applied, const std::string& running) {
    const IndexSpec& spec = applied.index->facts.spec;
    const std::string table =
        applied.index->facts.table_exists ? "" : fmt::format(", and so is its table {}", spec.table);
    return {.subject = spec.name,
            .message = fmt::format("index {} of revision {} is missing{}", spec.name,
                                   applied.index->revision.text(), table),
            .fix = running.empty() ? "" : fmt::format("Wait: {} is at work.", running),
            .position = applied.position};
}

Outcome find_declared_missing(const Facts& facts) {
    std::vector<Observation> seen;
    for (const AppliedIndex& applied :
         find_applied_indexes(*facts.files, *facts.history, IndexState::missing))
        seen.push_back(missing(applied, facts.history->running));
    return seen;
}

}  // namespace

constinit const Check catalog_declared_missing{
    .id = "catalog.declared_missing",
    .summary = "an index that an applied revision declares is not there",
    .severity = Severity::error,
    .needs = {Need::files, Need::history},
    .why =
        "The version says that the index is there, so nobody looks for it, and the queries that it serves read their "
        "whole table.",
    .fix = "`migrate up` builds it; `migrate up --dry-run` shows what it would do.",
    .find = find_declared_missing};

}  // namespace migrate
