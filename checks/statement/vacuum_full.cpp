#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_vacuum_full(const StatementContext& at, Sightings& seen) {
    if (!at.node().is("VacuumStmt")) return;
    for (const SyntaxNode& option : at.node().list("options")) {
        if (option.text("defname") != "full") continue;
        seen.push_back({.offset = option.offset(),
                        .subject = at.script.subject,
                        .message = "VACUUM FULL writes the table anew while nobody can read or write",
                        .fix = ""});
    }
}

}  // namespace

constinit const StatementRule statement_vacuum_full{
    .id = "statement.vacuum_full",
    .summary = "a table is packed while nobody can use it",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "VACUUM FULL copies the table and rebuilds its indexes under ACCESS EXCLUSIVE. See https://www.postgresql.org/docs/current/sql-vacuum.html.",
    .fix = "VACUUM without FULL; or pg_repack, which needs the lock for moments only.",
    .look = look_for_vacuum_full};

}  // namespace migrate
