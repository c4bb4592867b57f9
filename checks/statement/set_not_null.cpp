#include "checks/statement/checks.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

bool is_proven_in_catalog(const CatalogTable* table, const std::string& column) {
    if (table == nullptr) return false;
    const auto found = std::ranges::find(table->columns, column, &CatalogColumn::name);
    return found != table->columns.end() && found->proven_not_null;
}

void look_for_set_not_null(const StatementContext& at, Sightings& seen) {
    for (const TableChange* change : at.changes("AT_SetNotNull")) {
        if (at.timeline().is_proven_not_null(change->table, change->name, at.statement)) continue;
        if (is_proven_in_catalog(at.catalog_table(change->table), change->name)) continue;
        seen.push_back(
            {.offset = change->offset,
             .subject = change->table.name + "." + change->name,
             .message = fmt::format("SET NOT NULL on {} reads all of {} while nobody can read or write",
                                    change->name, change->table.text()),
             .fix = "",
             .table = change->table});
    }
}

}  // namespace

constinit const StatementRule statement_set_not_null{
    .id = "statement.set_not_null",
    .summary = "SET NOT NULL looks at every row under an exclusive lock",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "Without proof, SET NOT NULL reads the whole table under ACCESS EXCLUSIVE; it fails at the first NULL. A validated CHECK (column IS NOT NULL) is such a proof. See https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL.",
    .fix =
        "Add CHECK (column IS NOT NULL) NOT VALID; in a later revision VALIDATE it, SET NOT NULL, and drop the check.",
    .look = look_for_set_not_null};

}  // namespace migrate
