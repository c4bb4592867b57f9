#include "checks/statement/checks.hpp"
#include "src/base/sql_text.hpp"
#include "src/revision/sql_scan.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace migrate {

namespace {

/// Statements that make or rename something; others are cut in the same way, and find it.
bool names_something(const SyntaxNode& node) {
    const std::string_view kind = node.kind();
    return kind.starts_with("Create") || kind == "IndexStmt" || kind == "AlterTableStmt" ||
           kind == "RenameStmt" || kind == "ViewStmt" || kind == "CompositeTypeStmt";
}

/// 0 for what is no identifier.
std::size_t identifier_bytes(const SqlToken& token) {
    const std::string_view text = token.text;
    const auto first = static_cast<unsigned char>(text.front());
    if (first == '"') return text.size() - 2;
    if (std::isalpha(first) == 0 && first != '_' && first < 0x80) return 0;
    const auto may_stand = [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '_' || c == '$' || c >= 0x80;
    };
    return std::ranges::all_of(text, may_stand) ? text.size() : 0;
}

void look_for_long_identifier(const StatementContext& at, Sightings& seen) {
    if (at.statement.text.size() <= max_identifier_bytes || !names_something(at.node())) return;
    for (const SqlToken& token : scan_sql(at.statement.text).tokens) {
        const std::size_t bytes = identifier_bytes(token);
        if (bytes <= max_identifier_bytes) continue;
        seen.push_back({.offset = static_cast<int>(token.offset),
                        .subject = std::string(token.text),
                        .message = fmt::format("the name {} is {} bytes long; PostgreSQL keeps {}",
                                               token.text, bytes, max_identifier_bytes),
                        .fix = ""});
    }
}

}  // namespace

constinit const StatementRule statement_long_identifier{
    .id = "statement.long_identifier",
    .summary = "a name is longer than PostgreSQL keeps",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::locks,
    .why =
        "Names are cut after 63 bytes with a mere NOTICE. Two long names can become the same, and who looks for the whole name in the catalog does not find it. See https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS.",
    .fix = "Choose a shorter name.",
    .look = look_for_long_identifier};

}  // namespace migrate
