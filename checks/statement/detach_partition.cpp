#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_detach_partition(const StatementContext& at, Sightings& seen) {
    for (const TableChange* change : at.changes("AT_DetachPartition")) {
        const SyntaxNode command = change->node.child("def");
        const bool cannot_otherwise = at.server_version() > 0 && at.server_version() < 140000;
        if (command.flag("concurrent") || cannot_otherwise) continue;
        seen.push_back({.offset = change->offset,
                        .subject = change->table.name,
                        .message = fmt::format(
                            "DETACH PARTITION waits for all who use {}, and all others wait behind it",
                            change->table.text()),
                        .fix = ""});
    }
}

}  // namespace

constinit const StatementRule statement_detach_partition{
    .id = "statement.detach_partition",
    .summary = "a partition is detached under a lock that stops readers too",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::locks,
    .why =
        "DETACH takes ACCESS EXCLUSIVE on the partitioned table: until it is granted it waits for every running query, and every new query waits behind it. CONCURRENTLY (PostgreSQL 14 and later) does not. See https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION.",
    .fix = "DETACH PARTITION … CONCURRENTLY, outside a transaction.",
    .look = look_for_detach_partition};

}  // namespace migrate
