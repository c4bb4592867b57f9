#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_drop_schema(const StatementContext& at, Sightings& seen) {
    if (!at.node().is("DropStmt") || at.node().text("removeType") != "OBJECT_SCHEMA") return;
    if (at.node().text("behavior") != "DROP_CASCADE") return;
    for (const SyntaxNode& object : at.node().list("objects"))
        seen.push_back(
            {.subject = object.string_value(),
             .message = fmt::format("schema {} is dropped with all that is in it", object.string_value()),
             .fix = ""});
}

}  // namespace

constinit const StatementRule statement_drop_schema{
    .id = "statement.drop_schema",
    .summary = "a schema is dropped with all that is in it",
    .severity = Severity::error,
    .harm = StatementRule::Harm::changes,
    .why =
        "CASCADE removes every table, view and function of the schema, and whatever elsewhere depends on one of them. Without CASCADE only an empty schema can be dropped.",
    .fix = "Drop its tables by name, then the schema without CASCADE.",
    .look = look_for_drop_schema};

}  // namespace migrate
