#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_add_check(const StatementContext& at, Sightings& seen) {
    for (const TableChange* change : at.added(Constraint::Kind::check)) {
        if (change->constraint.not_valid) continue;
        seen.push_back(
            {.offset = change->offset,
             .subject = change->constraint.name.empty() ? change->table.name : change->constraint.name,
             .message =
                 fmt::format("a check is added to {} and tests every row while nobody can read or write",
                             change->table.text()),
             .fix = "",
             .table = change->table});
    }
    for (const TableChange* change : at.changes("AT_AddColumn")) {
        if (change->column.find(Constraint::Kind::check) == nullptr) continue;
        seen.push_back(
            {.offset = change->offset,
             .subject = change->table.name + "." + change->column.name,
             .message = fmt::format(
                 "the check of the new column {} tests every row of {} while nobody can read or write",
                 change->column.name, change->table.text()),
             .fix =
                 "Add the column without it, then the constraint NOT VALID, and validate it in a later revision.",
             .table = change->table});
    }
}

}  // namespace

constinit const StatementRule statement_add_check{
    .id = "statement.add_check",
    .summary = "a check constraint is added to a table and validated at once",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "ADD CHECK reads the whole table under ACCESS EXCLUSIVE: nobody reads or writes meanwhile. See https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT.",
    .fix =
        "Add it NOT VALID, and validate it in a later revision: ALTER TABLE … VALIDATE CONSTRAINT blocks no writer.",
    .look = look_for_add_check};

}  // namespace migrate
