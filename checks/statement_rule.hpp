#pragma once

#include "checks/check.hpp"
#include "src/statement/statement_facts.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// What a rule looks at: a statement, and what is there when it runs.
struct StatementContext {
    const Facts& facts;
    const Script& script;
    const ScriptStatement& statement;

    const SyntaxNode& node() const { return statement.node; }
    const Timeline& timeline() const { return facts.statements->timeline; }
    bool in_transaction() const { return statement.transaction != ScriptStatement::none; }
    /// The statements of the same transaction before this one, and after it.
    std::span<const ScriptStatement> before_in_transaction() const;
    std::span<const ScriptStatement> after_in_transaction() const;

    /// Whether nobody but this run has to do with it: made by this run, or dropped by it.
    bool is_nobodys(const RelationName& relation) const;
    /// The commands of that kind ("AT_AddColumn") of an ALTER TABLE on a table that is somebody's.
    std::vector<const TableChange*> changes(std::string_view kind) const;
    /// The same with constraints added to tables.
    std::vector<const TableChange*> added(Constraint::Kind kind) const;
    /// The type that a column has, by the statements before, else by the database; empty = not known.
    TypeName type_of_column(const RelationName& table, const std::string& column) const;
    /// Null where no database was asked, or it has no such table.
    const CatalogTable* catalog_table(const RelationName& table) const;
    /// Such as 150018; 0 = not known.
    int server_version() const;
};

/// What a rule saw in a statement.
struct Sighting {
    int offset = 0;  ///< bytes from the beginning of the statement
    std::string subject;
    std::string message;
    std::string fix;          ///< "" = the rule's own
    RelationName table = {};  ///< whose size decides how bad it is; empty = size does not matter
    std::optional<Severity> severity = {};
};
using Sightings = std::vector<Sighting>;

/// A check of one statement at a time.
struct StatementRule {
    /// What it is that hurts.
    enum class Harm {
        locks,    ///< others wait, or it fails: also on the way back
        changes,  ///< data or names that others rely on go, which a way back is for
    };
    std::string_view id;
    std::string_view summary;
    Severity severity = Severity::error;
    Harm harm = Harm::locks;
    std::string_view why;
    std::string_view fix;
    void (*look)(const StatementContext&, Sightings&) = nullptr;
    bool by_request = false;
};

/// What the rule finds that nobody has allowed.
Outcome find_by_rule(const StatementRule& rule, const Facts& facts);
/// Whether the rule sees something in the statement, allowed or not.
bool sees(const StatementRule& rule, const StatementContext& context);
/// Whether it looks at the script at all.
bool is_for(const StatementRule& rule, const Script& script);

/// The rule as a check.
template <const StatementRule& rule>
Check check_of() {
    return {.id = rule.id,
            .summary = rule.summary,
            .severity = rule.severity,
            .needs = {Need::statements},
            .uses = {Need::history, Need::catalog},
            .why = rule.why,
            .fix = rule.fix,
            .find = [](const Facts& facts) { return find_by_rule(rule, facts); },
            .by_request = rule.by_request};
}

}  // namespace migrate
