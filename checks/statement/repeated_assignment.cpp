#include "checks/statement/checks.hpp"

#include <set>

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_repeated_assignment(const StatementContext& at, Sightings& seen) {
    if (!at.node().is("UpdateStmt")) return;
    std::set<std::string> assigned;
    for (const SyntaxNode& target : at.node().list("targetList")) {
        if (target.has("indirection") || assigned.insert(target.text("name")).second) continue;
        seen.push_back(
            {.offset = target.offset(),
             .subject = target.text("name"),
             .message = fmt::format("UPDATE sets {} twice: PostgreSQL refuses that", target.text("name")),
             .fix = ""});
    }
}

}  // namespace

constinit const StatementRule statement_repeated_assignment{
    .id = "statement.repeated_assignment",
    .summary = "UPDATE sets a column twice",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "PostgreSQL refuses it: multiple assignments to same column. It is found when the statement runs, not when the file is read.",
    .fix = "Keep one of the two.",
    .look = look_for_repeated_assignment};

}  // namespace migrate
