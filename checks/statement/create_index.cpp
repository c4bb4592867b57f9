#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_create_index(const StatementContext& at, Sightings& seen) {
    if (!at.node().is("IndexStmt") || at.node().flag("concurrent")) return;
    const RelationName table = relation_of(at.node().child("relation"));
    const bool only_the_parent = !at.node().child("relation").flag("inh");
    if (at.is_nobodys(table) || only_the_parent) return;
    const std::string index = at.node().text("idxname");
    seen.push_back({.subject = index.empty() ? table.name : index,
                    .message = fmt::format(
                        "CREATE INDEX on {} lets nobody write to it until the index is built", table.text()),
                    .fix = "",
                    .table = table});
}

}  // namespace

constinit const StatementRule statement_create_index{
    .id = "statement.create_index",
    .summary = "an index is built while nobody can write to its table",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "CREATE INDEX holds a SHARE lock on the table for the whole build: INSERT, UPDATE and DELETE wait, and what waits behind them waits too. See https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY. A table made by the same run has no one who waits.",
    .fix =
        "Declare it with [[create_index]] in a TOML revision, which builds it CONCURRENTLY and proves it; elsewhere CREATE INDEX CONCURRENTLY, outside a transaction.",
    .look = look_for_create_index};

}  // namespace migrate
