#include "checks/statement/checks.hpp"

#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace migrate {

namespace {

void find_reasonless(const Script& script, const std::vector<Allowance>& allowances,
                     std::vector<Observation>& seen) {
    for (const Allowance& allowance : allowances) {
        if (!allowance.reason.empty() && !allowance.checks.empty()) continue;
        const std::string names = fmt::format("{}", fmt::join(allowance.checks, ", "));
        seen.push_back({.subject = names.empty() ? script.subject : names,
                        .message = names.empty()
                                       ? "the comment allows nothing: it names no check"
                                       : fmt::format("{} would be allowed, but nobody says why", names),
                        .fix = "",
                        .position = {script.file, allowance.line, allowance.column},
                        .severity = {}});
    }
}

Outcome find_allowances_without_reason(const Facts& facts) {
    std::vector<Observation> seen;
    std::set<std::string> heads;
    for (const Script& script : facts.statements->scripts) {
        if (!script.is_judged) continue;
        if (heads.insert(script.file).second) find_reasonless(script, script.allowances, seen);
        for (const ScriptStatement& statement : script.statements)
            find_reasonless(script, statement.allowances, seen);
    }
    return seen;
}

}  // namespace

constinit const Check statement_allow_without_reason{
    .id = "statement.allow_without_reason",
    .summary = "something is allowed without a reason, and so is not",
    .severity = Severity::warning,
    .needs = {Need::statements},
    .uses = {Need::history},
    .why =
        "Whoever reads the file later cannot tell whether the danger was weighed or only silenced. The finding stays until there is a reason.",
    .fix = "Write -- migrate: allow ID because …",
    .find = find_allowances_without_reason};

}  // namespace migrate
