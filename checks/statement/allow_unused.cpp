#include "checks/statement/checks.hpp"
#include "checks/style/checks.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace migrate {

namespace {

const StatementRule* rule_named(const std::string& id) {
    for (const auto* rules : {&statement_rules(), &style_rules()}) {
        const auto found = std::ranges::find(*rules, id, &StatementRule::id);
        if (found != rules->end()) return *found;
    }
    return nullptr;
}

bool sees_in_statement(const StatementRule& rule, const Facts& facts, const Script& script,
                       const ScriptStatement& statement) {
    return is_for(rule, script) && sees(rule, {facts, script, statement});
}

/// In the head of a file an allowance is for both directions.
bool sees_in_file(const StatementRule& rule, const Facts& facts, const std::string& file) {
    return std::ranges::any_of(facts.statements->scripts, [&](const Script& script) {
        return script.file == file &&
               std::ranges::any_of(script.statements, [&](const ScriptStatement& statement) {
                   return sees_in_statement(rule, facts, script, statement);
               });
    });
}

/// Tells of allowances, whatever they stand before.
class UnusedAllowances {
  public:
    template <typename Sees>
    void look_at(const Script& script, const std::vector<Allowance>& allowances, Sees sees_finding) {
        for (const Allowance& allowance : allowances) {
            for (const std::string& id : allowance.checks) {
                const StatementRule* rule = rule_named(id);
                if (rule != nullptr && sees_finding(*rule)) continue;
                add(script, allowance, id, rule != nullptr);
            }
        }
    }
    std::vector<Observation> take() && { return std::move(seen_); }

  private:
    void add(const Script& script, const Allowance& allowance, const std::string& id, bool exists) {
        seen_.push_back(
            {.subject = id,
             .message = exists
                            ? fmt::format("{} is allowed here and finds nothing", id)
                            : fmt::format("{} is allowed here, and no check of statements has that name", id),
             .fix = exists ? "Remove the comment." : "`migrate explain checks` lists the names.",
             .position = {script.file, allowance.line, allowance.column},
             .severity = {}});
    }

    std::vector<Observation> seen_;
};

Outcome find_unused_allowances(const Facts& facts) {
    UnusedAllowances unused;
    std::set<std::string> heads;
    for (const Script& script : facts.statements->scripts) {
        if (!script.is_judged) continue;
        if (heads.insert(script.file).second)
            unused.look_at(script, script.allowances,
                           [&](const StatementRule& rule) { return sees_in_file(rule, facts, script.file); });
        for (const ScriptStatement& statement : script.statements)
            unused.look_at(script, statement.allowances, [&](const StatementRule& rule) {
                return sees_in_statement(rule, facts, script, statement);
            });
    }
    return std::move(unused).take();
}

}  // namespace

constinit const Check statement_allow_unused{
    .id = "statement.allow_unused",
    .summary = "something is allowed that no check finds",
    .severity = Severity::warning,
    .needs = {Need::statements},
    .uses = {Need::history, Need::catalog},
    .why =
        "The comment once kept a finding quiet. The statement has changed since, or the name is mistyped; the next finding of that name would be kept quiet unseen.",
    .fix = "Remove the comment.",
    .find = find_unused_allowances};

}  // namespace migrate
