#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_drop_index(const StatementContext& at, Sightings& seen) {
    const bool drops = at.node().is("DropStmt") && at.node().text("removeType") == "OBJECT_INDEX";
    if (!drops || at.node().flag("concurrent")) return;
    for (const SyntaxNode& object : at.node().list("objects")) {
        const RelationName index = relation_of(object.strings("items"));
        const RelationName table = at.timeline().table_of_index(index, at.statement);
        if (at.timeline().is_new(index, at.statement) || (!table.empty() && at.is_nobodys(table))) continue;
        seen.push_back({.subject = index.name,
                        .message = fmt::format(
                            "DROP INDEX {} waits for all who use its table, and all others wait behind it",
                            index.text()),
                        .fix = ""});
    }
}

}  // namespace

constinit const StatementRule statement_drop_index{
    .id = "statement.drop_index",
    .summary = "an index is dropped under a lock that stops readers too",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::locks,
    .why =
        "DROP INDEX takes ACCESS EXCLUSIVE on the table. That is short, but until it is granted it waits for every running query of the table, and every new query waits behind it. See https://www.postgresql.org/docs/current/sql-dropindex.html.",
    .fix =
        "Declare it with [[drop_index]] in a TOML revision, which drops it CONCURRENTLY and can build it again; elsewhere DROP INDEX CONCURRENTLY, outside a transaction.",
    .look = look_for_drop_index};

}  // namespace migrate
