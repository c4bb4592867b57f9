#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_add_foreign_key(const StatementContext& at, Sightings& seen) {
    for (const TableChange* change : at.added(Constraint::Kind::foreign_key)) {
        if (change->constraint.not_valid || at.timeline().is_partitioned(change->table, at.statement))
            continue;
        seen.push_back(
            {.subject = change->constraint.name.empty() ? change->table.name : change->constraint.name,
             .message = fmt::format("a foreign key of {} is validated while nobody can write to it or to {}",
                                    change->table.text(), change->constraint.referenced.text()),
             .fix = "",
             .table = change->table});
        seen.back().offset = change->offset;
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
        "Add it NOT VALID, and validate it in a later revision: ALTER TABLE … VALIDATE CONSTRAINT blocks no writer.",
    .look = look_for_add_foreign_key};

}  // namespace migrate
