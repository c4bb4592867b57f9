#include "checks/drift/checks.hpp"
#include "checks/drift/observed.hpp"

namespace migrate {

namespace {

Outcome find_missing_objects(const Facts& facts) {
    return observed_drift(facts, SchemaDifference::Kind::missing);
}

}  // namespace

constinit const Check drift_missing{
    .id = "drift.missing",
    .summary = "the database lacks what its revisions make",
    .severity = Severity::error,
    .needs = {Need::drift},
    .why =
        "Somebody dropped or renamed it by hand, or changed a revision after it was applied. Code and revisions that count on it fail, here and on no other machine.",
    .fix = "Make it again by a new revision, or by hand as the revision does.",
    .find = find_missing_objects};

}  // namespace migrate
