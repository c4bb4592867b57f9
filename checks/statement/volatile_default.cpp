#include "checks/statement/checks.hpp"
#include "src/statement/volatility.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_volatile_default(const StatementContext& at, Sightings& seen) {
    for (const TableChange* change : at.changes("AT_AddColumn")) {
        const Constraint* value = change->column.find(Constraint::Kind::default_value);
        if (value == nullptr) continue;
        const DefaultValue judged = judge_default(value->expression);
        if (judged.volatility == Volatility::constant) continue;
        const bool known = judged.volatility == Volatility::by_row;
        seen.push_back(
            {.offset = change->offset,
             .subject = change->table.name + "." + change->column.name,
             .message = fmt::format(
                 "the default of the new column {}, {}(), {}: all of {} is written anew while nobody can read or write",
                 change->column.name, judged.function,
                 known ? "differs from row to row" : "is volatile unless its function is declared otherwise",
                 change->table.text()),
             .fix = "",
             .table = change->table});
        if (!known) seen.back().severity = Severity::warning;
    }
}

}  // namespace

constinit const StatementRule statement_volatile_default{
    .id = "statement.volatile_default",
    .summary = "a column is added with a default that differs from row to row",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "A constant default is stored once, in the catalog. A volatile one is evaluated for every row, and the whole table with its indexes is written anew under ACCESS EXCLUSIVE. See https://www.postgresql.org/docs/current/ddl-alter.html#DDL-ALTER-ADDING-A-COLUMN.",
    .fix =
        "Add the column without default, set the default by ALTER COLUMN … SET DEFAULT, and fill old rows in batches.",
    .look = look_for_volatile_default};

}  // namespace migrate
