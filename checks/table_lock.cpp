#include "checks/table_lock.hpp"

#include <algorithm>

namespace migrate {

namespace {

constexpr std::string_view everybody_waits = "ACCESS EXCLUSIVE";

/// The table that everybody is kept from while and after the statement runs; empty = none.
RelationName locked_by(const ScriptStatement& statement) {
    const SyntaxNode& node = statement.node;
    if (std::ranges::any_of(statement.changes, takes_access_exclusive))
        return statement.changes.front().table;
    const bool renames =
        node.is("RenameStmt") &&
        (node.text("renameType") == "OBJECT_TABLE" ||
         (node.text("renameType") == "OBJECT_COLUMN" && node.text("relationType") == "OBJECT_TABLE"));
    if (renames) return relation_of(node.child("relation"));
    return {};
}

}  // namespace

std::optional<TableLock> holds_lock_before(const StatementContext& at) {
    for (const ScriptStatement& before : at.before_in_transaction()) {
        const RelationName table = locked_by(before);
        const StatementContext then{at.facts, at.script, before};
        if (table.empty() || then.is_nobodys(table)) continue;
        return TableLock{table, everybody_waits, before.place.line};
    }
    return std::nullopt;
}

}  // namespace migrate
