#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_drop_database(const StatementContext& at, Sightings& seen) {
    if (!at.node().is("DropdbStmt")) return;
    seen.push_back(
        {.subject = at.node().text("dbname"),
         .message = fmt::format("database {} is dropped with all it holds", at.node().text("dbname")),
         .fix = ""});
}

}  // namespace

constinit const StatementRule statement_drop_database{
    .id = "statement.drop_database",
    .summary = "a database is dropped",
    .severity = Severity::error,
    .harm = StatementRule::Harm::changes,
    .why = "Nothing brings it back but a backup, and no revision of one database should end another.",
    .fix = "Leave it to an operator.",
    .look = look_for_drop_database};

}  // namespace migrate
