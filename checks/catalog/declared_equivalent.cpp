#include "checks/catalog/checks.hpp"
#include "src/revision/applied_indexes.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_declared_equivalent(const Facts& facts) {
    std::vector<Observation> seen;
    for (const AppliedIndex& one :
         find_applied_indexes(*facts.files, *facts.history, IndexState::equivalent)) {
        const IndexFacts& index = one.index->facts;
        seen.push_back({.subject = index.spec.name,
                        .message = fmt::format("index {} of revision {} is there under another name: {}",
                                               index.spec.name, one.index->revision.text(),
                                               index.equivalents.front().name),
                        .fix = "",
                        .position = one.position});
    }
    return seen;
}

}  // namespace

constinit const Check catalog_declared_equivalent{
    .id = "catalog.declared_equivalent",
    .summary = "an index that an applied revision declares is there under another name only",
    .severity = Severity::info,
    .needs = {Need::files, Need::history},
    .why =
        "Queries are served all the same. But who looks for the name does not find it, and the way back will not remove what "
        "has another name.",
    .fix =
        "`migrate up --on-equivalent accept` records that it does the work; `--on-equivalent rename` gives it the declared "
        "name.",
    .find = find_declared_equivalent};

}  // namespace migrate
