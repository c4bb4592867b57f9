#include "checks/statement/checks.hpp"
#include "src/base/sql_text.hpp"
#include "src/revision/sql_scan.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

/// The value that the statement adds to a type that was there before.
std::string added_value(const StatementContext& at) {
    const SyntaxNode& node = at.node();
    if (!node.is("AlterEnumStmt") || !node.text("oldVal").empty()) return "";
    const RelationName type = relation_of(node.strings("typeName"));
    return at.timeline().is_new_type(type, at.statement) ? "" : node.text("newVal");
}

/// Types that are made with the same word, and functions, do not use it.
bool uses_value(const ScriptStatement& statement, const std::string& value) {
    for (const char* kind :
         {"AlterEnumStmt", "CreateEnumStmt", "CommentStmt", "CreateFunctionStmt", "DoStmt"}) {
        if (statement.node.is(kind)) return false;
    }
    if (statement.text.find(value) == std::string::npos) return false;
    const std::string literal = quote_literal(value);
    const SqlScan scan = scan_sql(statement.text);
    return std::ranges::any_of(scan.tokens, [&](const SqlToken& token) { return token.text == literal; });
}

void look_for_new_enum_value(const StatementContext& at, Sightings& seen) {
    const std::string value = at.in_transaction() ? added_value(at) : "";
    if (value.empty()) return;
    for (const ScriptStatement& after : at.after_in_transaction()) {
        if (!uses_value(after, value)) continue;
        seen.push_back(
            {.subject = value,
             .message = fmt::format(
                 "the new value {} is used in line {}, in the same transaction: PostgreSQL refuses that",
                 value, after.place.line),
             .fix = ""});
        return;
    }
}

}  // namespace

constinit const StatementRule statement_new_enum_value{
    .id = "statement.new_enum_value",
    .summary = "a value of an enum is used in the transaction that adds it",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "A new value must not be used before its transaction has ended: unsafe use of new value. A type that was made in the same transaction has no such limit. See https://www.postgresql.org/docs/current/sql-altertype.html#SQL-ALTERTYPE-NOTES.",
    .fix = "Use it in the next revision.",
    .look = look_for_new_enum_value};

}  // namespace migrate
