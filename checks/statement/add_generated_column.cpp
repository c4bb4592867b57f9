#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_add_generated_column(const StatementContext& at, Sightings& seen) {
    for (const TableChange* change : at.changes("AT_AddColumn")) {
        const Constraint* generated = change->column.find(Constraint::Kind::generated);
        if (generated == nullptr || !generated->is_stored) continue;
        seen.push_back(
            {.offset = change->offset,
             .subject = change->table.name + "." + change->column.name,
             .message = fmt::format(
                 "the generated column {} is computed for every row: all of {} is written anew while nobody can read or write",
                 change->column.name, change->table.text()),
             .fix = "",
             .table = change->table});
    }
}

}  // namespace

constinit const StatementRule statement_add_generated_column{
    .id = "statement.add_generated_column",
    .summary = "a stored generated column is added to a table",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "Its value is computed for every row, and the table with its indexes is written anew under ACCESS EXCLUSIVE. See https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES.",
    .fix =
        "Add a plain column, keep it by a trigger, and fill it in batches; or, on PostgreSQL 18, make it VIRTUAL.",
    .look = look_for_add_generated_column};

}  // namespace migrate
