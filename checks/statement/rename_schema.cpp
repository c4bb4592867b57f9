#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_rename_schema(const StatementContext& at, Sightings& seen) {
    if (!at.node().is("RenameStmt") || at.node().text("renameType") != "OBJECT_SCHEMA") return;
    seen.push_back({.subject = at.node().text("subname"),
                    .message = fmt::format(
                        "schema {} becomes {}: every query and every search_path with the old name fails",
                        at.node().text("subname"), at.node().text("newname")),
                    .fix = ""});
}

}  // namespace

constinit const StatementRule statement_rename_schema{
    .id = "statement.rename_schema",
    .summary = "a schema gets another name",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::changes,
    .why = "Everything in it gets another name at once, for programs, functions and settings of roles alike.",
    .fix = "Make a new schema, and move to it one table at a time, with views in the old one.",
    .look = look_for_rename_schema};

}  // namespace migrate
