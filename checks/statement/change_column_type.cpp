#include "checks/statement/checks.hpp"
#include "src/statement/type_change.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

/// USING with anything but the column itself, cast to the type, is evaluated for every row.
bool is_plain_cast(const SyntaxNode& expression, const TableChange& change) {
    if (!expression) return true;
    if (expression.is("TypeCast")) {
        const TypeName target = type_of(expression.child("typeName"));
        const TypeName& wanted = change.column.type;
        return target.name == wanted.name && target.modifiers == wanted.modifiers &&
               is_plain_cast(expression.child("arg"), change);
    }
    const std::vector<std::string> parts = expression.strings("fields");
    return expression.is("ColumnRef") && !parts.empty() && parts.back() == change.name;
}

TypeChange judge_change(const StatementContext& at, const TableChange& change, const TypeName& old) {
    const TypeName& wanted = change.column.type;
    if (!is_plain_cast(change.node.child("def").child("raw_default"), change)) return TypeChange::rewrite;
    const auto is_enum = [&](const TypeName& type) {
        return !type.empty() && at.timeline().is_enum({type.schema, type.name}, at.statement);
    };
    const bool same = old.name == wanted.name && old.is_array == wanted.is_array;
    if ((is_enum(old) || is_enum(wanted)) && !same) return TypeChange::rewrite;
    const bool knows_better = same && old.modifiers == wanted.modifiers;  // else nobody would write it
    return judge_type_change(knows_better ? TypeName{} : old, wanted);
}

/// What the cost hangs on, where the statement does not tell.
std::string condition_of(const TypeName& old, const TypeName& wanted) {
    const bool both_known = !old.empty() && old.name.starts_with("timestamp");
    if (both_known && wanted.name.starts_with("timestamp")) return ", unless the session's time zone is UTC";
    return ", unless it was of a type with the same bytes";
}

void look_for_change_column_type(const StatementContext& at, Sightings& seen) {
    for (const TableChange* change : at.changes("AT_AlterColumnType")) {
        const TypeName old = at.type_of_column(change->table, change->name);
        const TypeName& wanted = change->column.type;
        const TypeChange judged = judge_change(at, *change, old);
        if (judged == TypeChange::free) continue;
        const bool certain = judged == TypeChange::rewrite;
        const bool tells_old = !old.empty() && old.text() != wanted.text();
        seen.push_back(
            {.offset = change->offset,
             .subject = change->table.name + "." + change->name,
             .message = fmt::format(
                 "the type of {} becomes {}{}: {} is written anew while nobody can read or write{}",
                 change->name, wanted.text(), tells_old ? " instead of " + old.text() : "",
                 change->table.text(), certain ? "" : condition_of(old, wanted)),
             .fix = "",
             .table = change->table});
        if (!certain) seen.back().severity = Severity::warning;
    }
}

}  // namespace

constinit const StatementRule statement_change_column_type{
    .id = "statement.change_column_type",
    .summary = "the type of a column changes, and every row with it",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "ALTER COLUMN TYPE writes the table and its indexes anew under ACCESS EXCLUSIVE, and programs that run meanwhile expect the old type. Free are the changes that leave the bytes as they are: varchar to text, a longer varchar, more digits of numeric with the same scale, more digits of a timestamp. See https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES.",
    .fix = "Add a column of the new type, have programs write both, fill it in batches, and swap them.",
    .look = look_for_change_column_type};

}  // namespace migrate
