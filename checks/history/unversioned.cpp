#include "checks/history/checks.hpp"

namespace migrate {

namespace {

Outcome find_unversioned(const Facts& facts) {
    if (facts.history->history.version_table_exists) return {};
    return Observation{
        .subject = "alembic_version",
        .message =
            "the database has no table alembic_version on its search_path: no revision was ever "
            "applied to it, or it is not the database that was meant"};
}

}  // namespace

constinit const Check history_unversioned{
    .id = "history.unversioned",
    .summary = "the database has no table alembic_version",
    .severity = Severity::error,
    .needs = {Need::history},
    .why =
        "An empty database, one that the bot's models made, or the wrong one: a mistyped name in the URL often looks like "
        "this.",
    .fix = "Look at the database's name. If it is the right one, `migrate up` brings it to head.",
    .find = find_unversioned};

}  // namespace migrate
