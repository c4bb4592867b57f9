#include "checks/statement/checks.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

bool begins(const std::string& kind) {
    return kind == "TRANS_STMT_BEGIN" || kind == "TRANS_STMT_START";
}

bool ends_after(const StatementContext& at) {
    return std::ranges::any_of(at.script.statements, [&](const ScriptStatement& after) {
        const std::string kind = after.node.is("TransactionStmt") ? after.node.text("kind") : "";
        return after.number > at.statement.number &&
               (kind == "TRANS_STMT_COMMIT" || kind == "TRANS_STMT_ROLLBACK" || kind == "TRANS_STMT_PREPARE");
    });
}

void look_for_uncommitted(const StatementContext& at, Sightings& seen) {
    if (at.script.is_revision || !at.node().is("TransactionStmt")) return;
    const std::string kind = at.node().text("kind");
    if (!begins(kind) || ends_after(at)) return;
    seen.push_back({.subject = at.script.subject,
                    .message = "BEGIN without COMMIT: nothing of what follows stays",
                    .fix = ""});
}

}  // namespace

constinit const StatementRule statement_uncommitted{
    .id = "statement.uncommitted",
    .summary = "a transaction is begun and never committed",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why = "The file runs without an error, and all it did is rolled back when the session ends.",
    .fix = "Write COMMIT at the end; in a revision, write neither: migrate runs each in a transaction.",
    .look = look_for_uncommitted};

}  // namespace migrate
