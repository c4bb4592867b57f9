#include "checks/statement/checks.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

bool enables(const ScriptStatement& statement, const RelationName& table) {
    return std::ranges::any_of(statement.changes, [&](const TableChange& change) {
        return change.kind.starts_with("AT_Enable") && may_be_same(change.table, table);
    });
}

bool enables_after(const StatementContext& at, const TableChange& disabling) {
    return std::ranges::any_of(at.script.statements, [&](const ScriptStatement& after) {
        return after.number > at.statement.number && enables(after, disabling.table);
    });
}

void look_for_disable_trigger(const StatementContext& at, Sightings& seen) {
    for (const TableChange& change : at.statement.changes) {
        const bool disables = change.kind.starts_with("AT_DisableTrig");
        if (!disables || at.is_nobodys(change.table) || enables_after(at, change)) continue;
        seen.push_back(
            {.offset = change.offset,
             .subject = change.name.empty() ? change.table.name : change.name,
             .message = fmt::format(
                 "{} of {} no longer fire, for nobody's writes, and nothing here enables them again",
                 change.name.empty() ? "triggers" : "trigger " + change.name, change.table.text()),
             .fix = ""});
    }
}

}  // namespace

constinit const StatementRule statement_disable_trigger{
    .id = "statement.disable_trigger",
    .summary = "triggers are switched off and stay off",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::changes,
    .why =
        "DISABLE TRIGGER holds for all sessions, not for this one; ALL includes those that keep foreign keys, so rows can refer to nothing. See https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-DISABLE-ENABLE-TRIGGER.",
    .fix = "Enable them in the same transaction; or drop the trigger, where it is not wanted any more.",
    .look = look_for_disable_trigger};

}  // namespace migrate
