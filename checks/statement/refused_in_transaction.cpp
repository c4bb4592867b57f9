#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_refused_in_transaction(const StatementContext& at, Sightings& seen) {
    if (!at.statement.outside_transaction || !at.in_transaction()) return;
    seen.push_back(
        {.subject = at.script.subject,
         .message = "PostgreSQL refuses this statement in a transaction block, and BEGIN stands before it",
         .fix = ""});
}

}  // namespace

constinit const StatementRule statement_refused_in_transaction{
    .id = "statement.refused_in_transaction",
    .summary = "a statement stands in a transaction that PostgreSQL refuses there",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "CREATE INDEX CONCURRENTLY, VACUUM, ALTER SYSTEM and others work with transactions of their own, and fail in one. In a revision, migrate finds them and runs it statement by statement.",
    .fix = "Move it before BEGIN or after COMMIT, or into a file of its own.",
    .look = look_for_refused_in_transaction};

}  // namespace migrate
