#include "checks/statement/checks.hpp"
#include "checks/table_lock.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

/// Rows that are computed from rows; a row that is written out is quick.
bool writes_rows(const StatementContext& at) {
    const SyntaxNode& node = at.node();
    const RelationName table = relation_of(node.child("relation"));
    if (at.is_nobodys(table) || is_catalog(table)) return false;
    if (node.is("UpdateStmt") || node.is("DeleteStmt")) return true;
    return node.is("InsertStmt") && node.child("selectStmt").has("fromClause");
}

void look_for_write_under_lock(const StatementContext& at, Sightings& seen) {
    if (!writes_rows(at)) return;
    const std::optional<TableLock> lock = holds_lock_before(at);
    if (!lock) return;
    const RelationName table = relation_of(at.node().child("relation"));
    seen.push_back(
        {.subject = table.name,
         .message = fmt::format("rows of {} are written while the transaction holds {} on {} since line {}",
                                table.text(), lock->mode, lock->table.text(), lock->line),
         .fix = "",
         .table = table});
}

}  // namespace

constinit const StatementRule statement_write_under_lock{
    .id = "statement.write_under_lock",
    .summary = "rows are written in a transaction that keeps others from a table",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::locks,
    .why =
        "A lock is held until the transaction ends. ALTER TABLE itself may be short; with the UPDATE after it, nobody reads or writes its table until all rows are written.",
    .fix = "Write the rows in a revision of its own, in batches where there are many.",
    .look = look_for_write_under_lock};

}  // namespace migrate
