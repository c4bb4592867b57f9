#include "checks/statement/checks.hpp"
#include "checks/table_lock.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

/// No WHERE, or one that is true of all.
bool chooses_all(const SyntaxNode& statement) {
    const SyntaxNode where = statement.child("whereClause");
    return !where || (where.is("A_Const") && where.child("boolval").flag("boolval"));
}

void look_for_write_all_rows(const StatementContext& at, Sightings& seen) {
    const bool updates = at.node().is("UpdateStmt");
    if (!updates && !at.node().is("DeleteStmt")) return;
    const RelationName table = relation_of(at.node().child("relation"));
    if (at.is_nobodys(table) || is_catalog(table) || !chooses_all(at.node()) || holds_lock_before(at)) return;
    seen.push_back({.subject = table.name,
                    .message = fmt::format("{} every row of {} at once",
                                           updates ? "UPDATE writes" : "DELETE removes", table.text()),
                    .fix = "",
                    .table = table});
}

}  // namespace

constinit const StatementRule statement_write_all_rows{
    .id = "statement.write_all_rows",
    .summary = "UPDATE or DELETE of all rows at once",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::locks,
    .why =
        "Every row stays locked until the transaction ends, each gets a dead version for VACUUM to remove, and replicas get it all in one piece. A forgotten WHERE looks the same.",
    .fix =
        "Write in batches of some thousand rows, each a transaction of its own, outside of revisions; to empty a table, TRUNCATE it.",
    .look = look_for_write_all_rows};

}  // namespace migrate
