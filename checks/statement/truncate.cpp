#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_truncate(const StatementContext& at, Sightings& seen) {
    if (!at.node().is("TruncateStmt")) return;
    const bool cascade = at.node().text("behavior") == "DROP_CASCADE";
    for (const SyntaxNode& relation : at.node().list("relations")) {
        const RelationName table = relation_of(relation);
        if (at.is_nobodys(table)) continue;
        seen.push_back(
            {.offset = relation.offset(),
             .subject = table.name,
             .message = fmt::format("{} is emptied{}, while nobody can read or write", table.text(),
                                    cascade ? ", and every table that refers to it" : ""),
             .fix = ""});
    }
}

}  // namespace

constinit const StatementRule statement_truncate{
    .id = "statement.truncate",
    .summary = "a table is emptied",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::changes,
    .why =
        "All rows go at once, without triggers of rows, and readers with an older snapshot see an empty table. CASCADE empties every table with a foreign key to it as well. See https://www.postgresql.org/docs/current/sql-truncate.html.",
    .fix = "Keep a copy of what it holds; name the tables instead of CASCADE.",
    .look = look_for_truncate};

}  // namespace migrate
