#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_refresh_view(const StatementContext& at, Sightings& seen) {
    if (!at.node().is("RefreshMatViewStmt")) return;
    const RelationName view = relation_of(at.node().child("relation"));
    if (at.node().flag("concurrent") || at.node().flag("skipData") || at.is_nobodys(view)) return;
    seen.push_back(
        {.subject = view.name,
         .message = fmt::format("REFRESH MATERIALIZED VIEW {} lets nobody read it until its query has run",
                                view.text()),
         .fix = "",
         .table = view});
}

}  // namespace

constinit const StatementRule statement_refresh_view{
    .id = "statement.refresh_view",
    .summary = "a materialized view is filled while nobody can read it",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::locks,
    .why =
        "REFRESH holds ACCESS EXCLUSIVE on the view while its query runs. CONCURRENTLY leaves readers alone, and needs a unique index on all rows. See https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html.",
    .fix = "REFRESH MATERIALIZED VIEW CONCURRENTLY.",
    .look = look_for_refresh_view};

}  // namespace migrate
