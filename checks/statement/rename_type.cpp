#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_rename_type(const StatementContext& at, Sightings& seen) {
    const SyntaxNode& node = at.node();
    const bool renames_value = node.is("AlterEnumStmt") && !node.text("oldVal").empty();
    const bool renames_type = node.is("RenameStmt") && node.text("renameType") == "OBJECT_TYPE";
    if (!renames_value && !renames_type) return;
    const RelationName type =
        relation_of(renames_value ? node.strings("typeName") : node.child("object").strings("items"));
    if (at.timeline().is_new_type(type, at.statement)) return;
    if (renames_type && at.timeline().is_type_made_later(type, at.statement)) return;
    seen.push_back(
        {.subject = type.name,
         .message =
             renames_value
                 ? fmt::format("the value {} of {} becomes {}: whoever writes or expects the old one fails",
                               node.text("oldVal"), type.text(), node.text("newVal"))
                 : fmt::format("the type {} becomes {}: whoever casts to the old name fails", type.text(),
                               node.text("newname")),
         .fix = ""});
}

}  // namespace

constinit const StatementRule statement_rename_type{
    .id = "statement.rename_type",
    .summary = "a type, or a value of an enum, gets another name",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::changes,
    .why = "Programs that are running, and those that are being rolled out, know one of the two names only.",
    .fix = "Add the new value beside the old one, have programs understand both, then change the rows.",
    .look = look_for_rename_type};

}  // namespace migrate
