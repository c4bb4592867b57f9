#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_attach_partition(const StatementContext& at, Sightings& seen) {
    for (const TableChange* change : at.changes("AT_AttachPartition")) {
        const SyntaxNode command = change->node.child("def");
        const RelationName part = relation_of(command.child("name"));
        const bool is_default = command.child("bound").flag("is_default");
        if (at.is_nobodys(part) || is_default || at.timeline().has_check(part, at.statement)) continue;
        seen.push_back(
            {.offset = change->offset,
             .subject = part.name,
             .message = fmt::format(
                 "ATTACH PARTITION reads all of {} while nobody can read or write it, unless a check says what it holds",
                 part.text()),
             .fix = "",
             .table = part});
    }
}

}  // namespace

constinit const StatementRule statement_attach_partition{
    .id = "statement.attach_partition",
    .summary = "a table becomes a partition, and all of it is read",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::locks,
    .why =
        "Every row is compared with the bounds under ACCESS EXCLUSIVE on the new partition, and so is every row of a default partition, which could hold rows of it. A valid CHECK that implies the bounds makes both unnecessary. See https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE.",
    .fix =
        "Add a CHECK of the same bounds NOT VALID and validate it in earlier revisions; drop it afterwards.",
    .look = look_for_attach_partition};

}  // namespace migrate
