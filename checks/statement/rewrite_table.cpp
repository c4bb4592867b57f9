#include "checks/statement/checks.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace migrate {

namespace {

using RewritingChange = std::pair<std::string_view, std::string_view>;
constexpr auto rewriting_changes =
    std::to_array<RewritingChange>({{"AT_SetTableSpace", "SET TABLESPACE"},
                                    {"AT_SetLogged", "SET LOGGED"},
                                    {"AT_SetUnLogged", "SET UNLOGGED"},
                                    {"AT_SetAccessMethod", "SET ACCESS METHOD"}});

void look_for_rewrite_table(const StatementContext& at, Sightings& seen) {
    for (const TableChange& change : at.statement.changes) {
        const auto* rewrite =
            std::ranges::find(rewriting_changes, change.kind, [](const auto& pair) { return pair.first; });
        if (rewrite == rewriting_changes.end() || at.is_nobodys(change.table)) continue;
        seen.push_back({.offset = change.offset,
                        .subject = change.table.name,
                        .message = fmt::format("{} copies all of {} while nobody can read or write",
                                               rewrite->second, change.table.text()),
                        .fix = "",
                        .table = change.table});
    }
}

}  // namespace

constinit const StatementRule statement_rewrite_table{
    .id = "statement.rewrite_table",
    .summary = "a table is copied as it is, under an exclusive lock",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "SET TABLESPACE, SET LOGGED, SET UNLOGGED and SET ACCESS METHOD write the whole table again under ACCESS EXCLUSIVE. See https://www.postgresql.org/docs/current/sql-altertable.html.",
    .fix = "Choose a quiet time; or make a new table, copy the rows in batches, and swap the two.",
    .look = look_for_rewrite_table};

}  // namespace migrate
