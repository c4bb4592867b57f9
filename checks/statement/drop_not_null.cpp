#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_drop_not_null(const StatementContext& at, Sightings& seen) {
    for (const TableChange* change : at.changes("AT_DropNotNull")) {
        if (at.timeline().is_new_column(change->table, change->name, at.statement)) continue;
        seen.push_back(
            {.offset = change->offset,
             .subject = change->table.name + "." + change->name,
             .message = fmt::format("{} of {} may be NULL from now on: whoever reads it may not expect that",
                                    change->name, change->table.text()),
             .fix = ""});
    }
}

}  // namespace

constinit const StatementRule statement_drop_not_null{
    .id = "statement.drop_not_null",
    .summary = "a column may be NULL that never was",
    .severity = Severity::info,
    .harm = StatementRule::Harm::changes,
    .why = "Programs that read it may fail at the first NULL, and the way back needs every NULL replaced.",
    .fix = "Have programs understand NULL first.",
    .look = look_for_drop_not_null};

}  // namespace migrate
