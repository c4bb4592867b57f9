#include "checks/catalog/checks.hpp"
#include "src/revision/applied_indexes.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

std::string what_is_there(const IndexFacts& facts) {
    return facts.same_name ? facts.same_name->definition : fmt::format("a {}", facts.occupant);
}

Outcome find_declared_different(const Facts& facts) {
    std::vector<Observation> seen;
    for (const AppliedIndex& one :
         find_applied_indexes(*facts.files, *facts.history, IndexState::different)) {
        const IndexFacts& index = one.index->facts;
        seen.push_back({.subject = index.spec.name,
                        .message = fmt::format("revision {} declares {} as {}; under that name there is {}",
                                               one.index->revision.text(), index.spec.name,
                                               describe(index.spec), what_is_there(index)),
                        .fix = "",
                        .position = one.position});
    }
    return seen;
}

}  // namespace

constinit const Check catalog_declared_different{
    .id = "catalog.declared_different",
    .summary = "the name of an index that an applied revision declares belongs to something else",
    .severity = Severity::error,
    .needs = {Need::files, Need::history},
    .why =
        "Somebody made another index, or a table, of that name, or changed the declaration after it was applied. Queries that "
        "count on the declared index do not have it.",
    .fix =
        "`migrate up --on-conflict replace` builds the declared one beside it and swaps the names; `--on-conflict keep` "
        "accepts what is there.",
    .find = find_declared_different};

}  // namespace migrate
