#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_reindex(const StatementContext& at, Sightings& seen) {
    if (!at.node().is("ReindexStmt")) return;
    for (const SyntaxNode& option : at.node().list("params")) {
        if (option.text("defname") == "concurrently") return;
    }
    const RelationName relation = relation_of(at.node().child("relation"));
    if (!relation.empty() && at.is_nobodys(relation)) return;
    const std::string what = relation.empty() ? at.node().text("name") : relation.text();
    seen.push_back({.subject = what,
                    .message = fmt::format(
                        "REINDEX of {} lets nobody write, nor read by its indexes, until it is done", what),
                    .fix = "",
                    .table = relation});
}

}  // namespace

constinit const StatementRule statement_reindex{
    .id = "statement.reindex",
    .summary = "an index is rebuilt while nobody can write to its table",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "REINDEX holds a SHARE lock on the table and ACCESS EXCLUSIVE on the index for the whole rebuild: writers wait, and so do queries that would use the index. See https://www.postgresql.org/docs/current/sql-reindex.html.",
    .fix = "REINDEX … CONCURRENTLY, outside a transaction.",
    .look = look_for_reindex};

}  // namespace migrate
