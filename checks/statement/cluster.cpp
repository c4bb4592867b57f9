#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_cluster(const StatementContext& at, Sightings& seen) {
    if (!at.node().is("ClusterStmt")) return;
    const RelationName table = relation_of(at.node().child("relation"));
    if (!table.empty() && at.is_nobodys(table)) return;
    seen.push_back({.subject = table.empty() ? at.script.subject : table.name,
                    .message = fmt::format("CLUSTER writes {} anew while nobody can read or write",
                                           table.empty() ? "every clustered table" : table.text()),
                    .fix = "",
                    .table = table});
}

}  // namespace

constinit const StatementRule statement_cluster{
    .id = "statement.cluster",
    .summary = "a table is sorted while nobody can use it",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "CLUSTER copies the table and rebuilds its indexes under ACCESS EXCLUSIVE. See https://www.postgresql.org/docs/current/sql-cluster.html.",
    .fix = "pg_repack with --order-by, which needs the lock for moments only.",
    .look = look_for_cluster};

}  // namespace migrate
