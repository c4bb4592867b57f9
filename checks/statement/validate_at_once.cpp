#include "checks/statement/checks.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

bool adds(const ScriptStatement& statement, const TableChange& validation) {
    return std::ranges::any_of(statement.changes, [&](const TableChange& change) {
        return change.is("AT_AddConstraint") && change.constraint.name == validation.name &&
               may_be_same(change.table, validation.table);
    });
}

bool adds_before(const StatementContext& at, const TableChange& validation) {
    return std::ranges::any_of(at.before_in_transaction(),
                               [&](const ScriptStatement& before) { return adds(before, validation); });
}

void look_for_validate_at_once(const StatementContext& at, Sightings& seen) {
    for (const TableChange* change : at.changes("AT_ValidateConstraint")) {
        if (!adds_before(at, *change)) continue;
        seen.push_back(
            {.offset = change->offset,
             .subject = change->name,
             .message = fmt::format(
                 "{} is validated in the transaction that adds it: the lock of ADD CONSTRAINT is held while all of {} is read",
                 change->name, change->table.text()),
             .fix = "",
             .table = change->table});
    }
}

}  // namespace

constinit const StatementRule statement_validate_at_once{
    .id = "statement.validate_at_once",
    .summary = "a constraint is validated in the transaction that adds it",
    .severity = Severity::error,
    .harm = StatementRule::Harm::locks,
    .why =
        "VALIDATE CONSTRAINT itself blocks no writer, but locks are held until the transaction ends, and ADD CONSTRAINT has taken a strong one. So NOT VALID has won nothing.",
    .fix = "Validate it in a revision of its own.",
    .look = look_for_validate_at_once};

}  // namespace migrate
