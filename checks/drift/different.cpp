#include "checks/drift/checks.hpp"
#include "checks/drift/observed.hpp"

namespace migrate {

namespace {

Outcome find_different_objects(const Facts& facts) {
    return observed_drift(facts, SchemaDifference::Kind::different);
}

}  // namespace

constinit const Check drift_different{
    .id = "drift.different",
    .summary = "something in the database is not what its revisions make of it",
    .severity = Severity::error,
    .needs = {Need::drift},
    .why =
        "Somebody changed it by hand, or changed a revision after it was applied. What passes every test on a database built from the revisions can fail on this one.",
    .fix =
        "Write the change down as a revision, or take it back. What is meant to differ goes into [drift] ignore of migrate.toml.",
    .find = find_different_objects};

}  // namespace migrate
