#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_add_exclusion(const StatementContext& at, Sightings& seen) {
    for (const TableChange* change : at.added(Constraint::Kind::exclusion))
        seen.push_back(
            {.offset = change->offset,
             .subject = change->constraint.name.empty() ? change->table.name : change->constraint.name,
             .message =
                 fmt::format("an exclusion constraint of {} builds its index while nobody can read or write",
                             change->table.text()),
             .fix = "",
             .table = change->table});
}

}  // namespace

constinit const StatementRule statement_add_exclusion{
    .id = "statement.add_exclusion",
    .summary = "an exclusion constraint builds its index under an exclusive lock",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "The index is built, and every row compared, under ACCESS EXCLUSIVE. There is no USING INDEX and no NOT VALID for it. See https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT.",
    .fix =
        "Choose a quiet time; or make a new table with the constraint, copy the rows in batches, and swap the two.",
    .look = look_for_add_exclusion};

}  // namespace migrate
