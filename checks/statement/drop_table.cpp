#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_drop_table(const StatementContext& at, Sightings& seen) {
    if (!at.node().is("DropStmt") || at.node().text("removeType") != "OBJECT_TABLE") return;
    for (const SyntaxNode& object : at.node().list("objects")) {
        const RelationName table = relation_of(object.strings("items"));
        if (at.timeline().is_new(table, at.statement)) continue;
        if (at.timeline().is_renamed_to_later(table, at.statement)) continue;
        seen.push_back(
            {.subject = table.name,
             .message = fmt::format(
                 "the table {} is dropped with all it holds{}", table.text(),
                 at.node().text("behavior") == "DROP_CASCADE" ? ", and whatever depends on it" : ""),
             .fix = ""});
    }
}

}  // namespace

constinit const StatementRule statement_drop_table{
    .id = "statement.drop_table",
    .summary = "a table is dropped",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::changes,
    .why = "What it holds is gone, and programs that still name it fail.",
    .fix = "Release a version that no longer names it first, and keep a copy of what it holds.",
    .look = look_for_drop_table};

}  // namespace migrate
