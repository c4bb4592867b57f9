#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_accepts_invalid_index(const StatementContext& at, Sightings& seen) {
    const SyntaxNode& node = at.node();
    if (!node.is("IndexStmt") || !node.flag("concurrent") || !node.flag("if_not_exists")) return;
    seen.push_back(
        {.subject = node.text("idxname"),
         .message = fmt::format(
             "CREATE INDEX CONCURRENTLY IF NOT EXISTS {} takes an INVALID index of that name for done",
             node.text("idxname")),
         .fix = ""});
}

}  // namespace

constinit const StatementRule statement_accepts_invalid_index{
    .id = "statement.accepts_invalid_index",
    .summary = "a build of an index takes a broken one of the same name for done",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::locks,
    .why =
        "A build that was interrupted leaves an INVALID index, which no query uses and every write keeps. IF NOT EXISTS looks at the name alone, not at the state, the table or the definition: the second run succeeds and builds nothing.",
    .fix =
        "Declare it with [[create_index]] in a TOML revision, which looks at the catalog; elsewhere DROP INDEX CONCURRENTLY IF EXISTS before it, and leave IF NOT EXISTS out.",
    .look = look_for_accepts_invalid_index};

}  // namespace migrate
