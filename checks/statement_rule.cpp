#include "checks/statement_rule.hpp"

#include "src/base/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

bool allows(const std::vector<Allowance>& allowances, std::string_view check) {
    return std::ranges::any_of(allowances, [&](const Allowance& allowance) {
        return !allowance.reason.empty() && std::ranges::count(allowance.checks, check) > 0;
    });
}

std::string size_words(const CatalogTable& table) {
    if (table.rows < 0) return fmt::format("; {} has {}", table.name, bytes_text(table.bytes));
    return fmt::format("; {} has about {:.0f} rows, {}", table.name, table.rows, bytes_text(table.bytes));
}

Observation observation_of(const StatementContext& at, Sighting seen) {
    Observation observation{.subject = std::move(seen.subject),
                            .message = std::move(seen.message),
                            .fix = std::move(seen.fix),
                            .position = at.script.position(at.statement, seen.offset),
                            .severity = seen.severity};
    const CatalogTable* table = seen.table.empty() ? nullptr : at.catalog_table(seen.table);
    if (table == nullptr) return observation;
    observation.message += size_words(*table);
    if (table->bytes < at.facts.limits.small_table_bytes) observation.severity = Severity::info;
    return observation;
}

}  // namespace

bool StatementContext::is_nobodys(const RelationName& relation) const {
    return timeline().is_new(relation, statement) || timeline().is_dropped_later(relation, statement);
}

std::span<const ScriptStatement> StatementContext::before_in_transaction() const {
    if (!in_transaction()) return {};
    const ScriptStatement* first = &statement;
    const ScriptStatement* begin = script.statements.data();
    while (first != begin && (first - 1)->transaction == statement.transaction) --first;
    return {first, &statement};
}

std::span<const ScriptStatement> StatementContext::after_in_transaction() const {
    if (!in_transaction()) return {};
    const ScriptStatement* end = script.statements.data() + script.statements.size();
    const ScriptStatement* last = &statement + 1;
    while (last != end && last->transaction == statement.transaction) ++last;
    return {&statement + 1, last};
}

std::vector<const TableChange*> StatementContext::changes(std::string_view kind) const {
    std::vector<const TableChange*> found;
    for (const TableChange& change : statement.changes) {
        if (change.is(kind) && !is_nobodys(change.table)) found.push_back(&change);
    }
    return found;
}

std::vector<const TableChange*> StatementContext::added(Constraint::Kind kind) const {
    std::vector<const TableChange*> found = changes("AT_AddConstraint");
    std::erase_if(found, [&](const TableChange* change) { return change->constraint.kind != kind; });
    return found;
}

TypeName StatementContext::type_of_column(const RelationName& table, const std::string& column) const {
    TypeName told = timeline().type_of_column(table, column, statement);
    const CatalogTable* known = told.empty() ? catalog_table(table) : nullptr;
    if (known == nullptr) return told;
    const auto found = std::ranges::find(known->columns, column, &CatalogColumn::name);
    return found == known->columns.end() ? told : type_named(found->type);
}

const CatalogTable* StatementContext::catalog_table(const RelationName& table) const {
    if (!facts.catalog) return nullptr;
    const auto is_it = [&](const CatalogTable& known) {
        return may_be_same({known.schema, known.name}, table);
    };
    const auto found = std::ranges::find_if(facts.catalog->tables, is_it);
    return found == facts.catalog->tables.end() ? nullptr : &*found;
}

int StatementContext::server_version() const {
    return facts.catalog ? facts.catalog->server_version : 0;
}

bool is_for(const StatementRule& rule, const Script& script) {
    return script.is_judged && (!script.is_down || rule.harm == StatementRule::Harm::locks);
}

bool sees(const StatementRule& rule, const StatementContext& context) {
    Sightings seen;
    rule.look(context, seen);
    return !seen.empty();
}

Outcome find_by_rule(const StatementRule& rule, const Facts& facts) {
    std::vector<Observation> found;
    for (const Script& script : facts.statements->scripts) {
        if (!is_for(rule, script) || allows(script.allowances, rule.id)) continue;
        for (const ScriptStatement& statement : script.statements) {
            if (allows(statement.allowances, rule.id)) continue;
            const StatementContext context{facts, script, statement};
            Sightings seen;
            rule.look(context, seen);
            for (Sighting& sighting : seen) found.push_back(observation_of(context, std::move(sighting)));
        }
    }
    return found;
}

}  // namespace migrate
