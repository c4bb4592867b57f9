#include "checks/drift/checks.hpp"
#include "checks/drift/observed.hpp"

namespace migrate {

namespace {

Outcome find_unexpected_objects(const Facts& facts) {
    return observed_drift(facts, SchemaDifference::Kind::unexpected);
}

}  // namespace

constinit const Check drift_unexpected{
    .id = "drift.unexpected",
    .summary = "something is in the database that no revision made",
    .severity = Severity::error,
    .needs = {Need::drift},
    .why =
        "Somebody made it by hand. A constraint or a trigger that no other database has changes what the application can do; an index that nobody knows of is kept up by every write.",
    .fix =
        "Write it down as a revision, or drop it. What is meant to be there goes into [drift] ignore of migrate.toml.",
    .find = find_unexpected_objects};

}  // namespace migrate
