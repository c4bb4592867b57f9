#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

/// A new column holds nothing to look up, unless there is a default, be it NULL.
bool validates_new_column(const ColumnDefinition& column) {
    return column.find(Constraint::Kind::foreign_key) != nullptr &&
           column.find(Constraint::Kind::default_value) != nullptr;
}

Sighting validated_key(const TableChange& change, const Constraint& key) {
    return {.offset = change.offset,
            .subject = key.name.empty() ? change.table.name : key.name,
            .message = fmt::format("a foreign key of {} is validated while nobody can write to it or to {}",
                                   change.table.text(), key.referenced.text()),
            .fix = "",
            .table = change.table};
}

void look_for_add_foreign_key(const StatementContext& at, Sightings& seen) {
    for (const TableChange* change : at.added(Constraint::Kind::foreign_key)) {
        if (!change->constraint.not_valid) seen.push_back(validated_key(*change, change->constraint));
    }
    for (const TableChange* change : at.changes("AT_AddColumn")) {
        if (!validates_new_column(change->column)) continue;
        seen.push_back(validated_key(*change, *change->column.find(Constraint::Kind::foreign_key)));
    }
}

}  // namespace

constinit const StatementRule statement_add_foreign_key{
    .id = "statement.add_foreign_key",
    .summary = "a foreign key is added to a table and validated at once",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "ADD FOREIGN KEY looks up every row of the table under SHARE ROW EXCLUSIVE on both tables: writers of both wait until it has. See https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT. A column that is added with its foreign key and without default holds no value to look up.",
    .fix =
        "Add it NOT VALID (of a partitioned table since PostgreSQL 18), and validate it in a later revision: ALTER TABLE … VALIDATE CONSTRAINT blocks no writer.",
    .look = look_for_add_foreign_key};

}  // namespace migrate
