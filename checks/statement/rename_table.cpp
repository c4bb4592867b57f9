#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

bool is_table_kind(const std::string& kind) {
    return kind == "OBJECT_TABLE" || kind == "OBJECT_VIEW" || kind == "OBJECT_MATVIEW";
}

void look_for_rename_table(const StatementContext& at, Sightings& seen) {
    const bool renames = at.node().is("RenameStmt") && is_table_kind(at.node().text("renameType"));
    const bool moves = at.node().is("AlterObjectSchemaStmt") && is_table_kind(at.node().text("objectType"));
    if (!renames && !moves) return;
    const RelationName table = relation_of(at.node().child("relation"));
    if (at.is_nobodys(table) || at.timeline().is_made_later(table, at.statement)) return;
    seen.push_back(
        {.subject = table.name,
         .message = renames ? fmt::format("{} becomes {}: whoever runs with the old name fails", table.text(),
                                          at.node().text("newname"))
                            : fmt::format("{} moves to schema {}: whoever looks for it in the old one fails",
                                          table.text(), at.node().text("newschema")),
         .fix = ""});
}

}  // namespace

constinit const StatementRule statement_rename_table{
    .id = "statement.rename_table",
    .summary = "a table or view gets another name or schema",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::changes,
    .why =
        "Programs that are running, and those that are being rolled out, know one of the two names only: every query with the other one fails from that moment. A view that gets the old name in the same run keeps them going.",
    .fix =
        "Keep the name; or CREATE VIEW with the old name in the same revision, and drop it once nobody reads it.",
    .look = look_for_rename_table};

}  // namespace migrate
