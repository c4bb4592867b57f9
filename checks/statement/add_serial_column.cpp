#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_add_serial_column(const StatementContext& at, Sightings& seen) {
    for (const TableChange* change : at.changes("AT_AddColumn")) {
        const bool counts =
            change->column.type.is_serial() || change->column.find(Constraint::Kind::identity) != nullptr;
        if (!counts) continue;
        seen.push_back(
            {.offset = change->offset,
             .subject = change->table.name + "." + change->column.name,
             .message = fmt::format(
                 "the new column {} numbers every row: all of {} is written anew while nobody can read or write",
                 change->column.name, change->table.text()),
             .fix = "",
             .table = change->table});
    }
}

}  // namespace

constinit const StatementRule statement_add_serial_column{
    .id = "statement.add_serial_column",
    .summary = "a column that counts by itself is added to a table",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "Each row gets its own number, so the table with its indexes is written anew under ACCESS EXCLUSIVE. So it is for serial and for GENERATED … AS IDENTITY. See https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES.",
    .fix =
        "Add a plain bigint column, set nextval() of a sequence as its default, and number old rows in batches.",
    .look = look_for_add_serial_column};

}  // namespace migrate
