#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_drop_column(const StatementContext& at, Sightings& seen) {
    for (const TableChange* change : at.changes("AT_DropColumn")) {
        if (at.timeline().is_new_column(change->table, change->name, at.statement)) continue;
        seen.push_back({.offset = change->offset,
                        .subject = change->table.name + "." + change->name,
                        .message = fmt::format("the column {} of {} is dropped with all it holds{}",
                                               change->name, change->table.text(),
                                               change->cascade ? ", and whatever depends on it" : ""),
                        .fix = ""});
    }
}

}  // namespace

constinit const StatementRule statement_drop_column{
    .id = "statement.drop_column",
    .summary = "a column is dropped",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::changes,
    .why =
        "What it holds is gone, and programs that still name it fail, among them those that read all columns and remember which there were.",
    .fix = "Release a version that no longer names it first, and keep a copy of what it holds.",
    .look = look_for_drop_column};

}  // namespace migrate
