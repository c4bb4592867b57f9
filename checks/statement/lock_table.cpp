#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_lock_table(const StatementContext& at, Sightings& seen) {
    constexpr int share = 5;  // of LOCKMODE: from here on writers wait
    constexpr int access_exclusive = 8;
    if (!at.node().is("LockStmt") || at.node().number("mode") < share) return;
    const bool readers_too = at.node().number("mode") == access_exclusive;
    for (const SyntaxNode& relation : at.node().list("relations")) {
        const RelationName table = relation_of(relation);
        if (at.is_nobodys(table)) continue;
        seen.push_back({.offset = relation.offset(),
                        .subject = table.name,
                        .message = fmt::format("LOCK TABLE lets nobody {} {} until the transaction ends",
                                               readers_too ? "read or write" : "write to", table.text()),
                        .fix = ""});
    }
}

}  // namespace

constinit const StatementRule statement_lock_table{
    .id = "statement.lock_table",
    .summary = "a table is locked by hand",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::locks,
    .why =
        "The lock is held until the transaction ends, whatever the statements between need. See https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES.",
    .fix = "Leave it out where a statement takes the lock it needs; else lock last, and do little after it.",
    .look = look_for_lock_table};

}  // namespace migrate
