#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_not_checked(const StatementContext& at, Sightings& seen) {
    if (!at.statement.not_understood.empty()) {
        seen.push_back(
            {.offset = static_cast<int>(at.statement.error_offset),
             .subject = at.script.subject,
             .message = fmt::format("the statement was not looked into: {}", at.statement.not_understood),
             .fix = ""});
    } else if (at.node().is("DoStmt")) {
        seen.push_back(
            {.subject = at.script.subject,
             .message = "the statements in a DO block were not looked into",
             .fix =
                 "Look at them yourself; plain statements with a guard are looked into: -- migrate: if missing …"});
    }
}

}  // namespace

constinit const StatementRule statement_not_checked{
    .id = "statement.not_checked",
    .summary = "a statement was not looked into",
    .severity = Severity::info,
    .harm = StatementRule::Harm::locks,
    .why =
        "The parser that is built in is that of one PostgreSQL release, and a later one may know more; psql's own commands are not SQL. DO blocks and the bodies of functions are programs of their own.",
    .fix = "Look at it yourself. Whether it is right is for the server to say.",
    .look = look_for_not_checked};

}  // namespace migrate
