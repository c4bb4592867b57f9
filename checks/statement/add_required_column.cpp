#include "checks/statement/checks.hpp"
#include "src/statement/volatility.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_add_required_column(const StatementContext& at, Sightings& seen) {
    for (const TableChange* change : at.changes("AT_AddColumn")) {
        const ColumnDefinition& column = change->column;
        const Constraint* value = column.find(Constraint::Kind::default_value);
        const bool has_value = (value != nullptr && !is_null_constant(value->expression)) ||
                               column.type.is_serial() ||
                               column.find(Constraint::Kind::identity) != nullptr ||
                               column.find(Constraint::Kind::generated) != nullptr;
        const bool required = column.find(Constraint::Kind::not_null) != nullptr ||
                              column.find(Constraint::Kind::primary_key) != nullptr;
        if (!required || has_value || at.timeline().is_emptied(change->table, at.statement)) continue;
        seen.push_back(
            {.offset = change->offset,
             .subject = change->table.name + "." + column.name,
             .message = fmt::format(
                 "the new column {} of {} is NOT NULL and has no default: it fails as soon as there is a row",
                 column.name, change->table.text()),
             .fix = ""});
        const CatalogTable* table = at.catalog_table(change->table);
        if (table != nullptr && table->bytes == 0) seen.back().severity = Severity::warning;
    }
}

}  // namespace

constinit const StatementRule statement_add_required_column{
    .id = "statement.add_required_column",
    .summary = "a column that must have a value is added without one",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "Rows that are there already would have NULL in it, so PostgreSQL refuses. On an empty table it succeeds, and programs that do not know the column yet cannot insert any more.",
    .fix =
        "Give it a constant DEFAULT, or add it without NOT NULL, fill it in batches, and require it later.",
    .look = look_for_add_required_column};

}  // namespace migrate
