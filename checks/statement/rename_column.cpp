#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_rename_column(const StatementContext& at, Sightings& seen) {
    if (!at.node().is("RenameStmt") || at.node().text("renameType") != "OBJECT_COLUMN") return;
    if (at.node().text("relationType") != "OBJECT_TABLE") return;
    const RelationName table = relation_of(at.node().child("relation"));
    const std::string column = at.node().text("subname");
    if (at.is_nobodys(table) || at.timeline().is_new_column(table, column, at.statement)) return;
    seen.push_back(
        {.subject = table.name + "." + column,
         .message = fmt::format("the column {} of {} becomes {}: whoever runs with the old name fails",
                                column, table.text(), at.node().text("newname")),
         .fix = ""});
}

}  // namespace

constinit const StatementRule statement_rename_column{
    .id = "statement.rename_column",
    .summary = "a column gets another name",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::changes,
    .why =
        "Programs that are running, and those that are being rolled out, know one of the two names only: every query with the other one fails from that moment.",
    .fix = "Keep the name; or add a new column, write both, move the readers, and drop the old one.",
    .look = look_for_rename_column};

}  // namespace migrate
