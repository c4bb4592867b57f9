#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_add_unique(const StatementContext& at, Sightings& seen) {
    for (const TableChange* change : at.added(Constraint::Kind::unique)) {
        if (!change->constraint.index.empty()) continue;
        seen.push_back(
            {.offset = change->offset,
             .subject = change->constraint.name.empty() ? change->table.name : change->constraint.name,
             .message =
                 fmt::format("a unique constraint of {} builds its index while nobody can read or write",
                             change->table.text()),
             .fix = "",
             .table = change->table});
    }
    for (const TableChange* change : at.changes("AT_AddColumn")) {
        if (change->column.find(Constraint::Kind::unique) == nullptr) continue;
        seen.push_back(
            {.offset = change->offset,
             .subject = change->table.name + "." + change->column.name,
             .message = fmt::format(
                 "a unique constraint of the new column {} builds its index on {} while nobody can read or write",
                 change->column.name, change->table.text()),
             .fix = "",
             .table = change->table});
    }
}

}  // namespace

constinit const StatementRule statement_add_unique{
    .id = "statement.add_unique",
    .summary = "a unique constraint builds its index under an exclusive lock",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "The constraint rests on an index, which is built under ACCESS EXCLUSIVE on the table: nobody reads or writes until it is there. See https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX.",
    .fix =
        "Build a unique index first, with [[create_index]] and unique = true in a TOML revision, then ADD CONSTRAINT … UNIQUE USING INDEX.",
    .look = look_for_add_unique};

}  // namespace migrate
