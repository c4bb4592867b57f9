// Dangerous statements: where each rule speaks, and where it keeps quiet.

#include "checks/statement/checks.hpp"
#include "checks/style/checks.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/checks/statement_cases.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

using namespace migrate;
using namespace migrate::test;

namespace {

std::vector<StatementCase> all_cases() {
    std::vector<StatementCase> all;
    for (const auto* cases : {&lock_cases(), &change_cases(), &context_cases(), &style_cases()})
        all.insert(all.end(), cases->begin(), cases->end());
    return all;
}

std::vector<Check> checks_of_statements() {
    std::vector<Check> all = statement_checks();
    for (const Check& check : style_checks()) all.push_back(check);
    return all;
}

const Check& check_named(const std::string& id) {
    static const std::vector<Check> all = checks_of_statements();
    const auto found = std::ranges::find(all, id, &Check::id);
    if (found == all.end()) throw std::runtime_error("no check " + id);
    return *found;
}

std::vector<std::string> places_of(const Outcome& outcome) {
    std::vector<std::string> places;
    for (const Observation& seen : outcome.seen)
        places.push_back(fmt::format("{}:{}", seen.position.line, seen.position.column));
    return places;
}

}  // namespace

TEST_CASE("a rule speaks where it should, and nowhere else") {
    for (const StatementCase& one : all_cases()) {
        Facts facts;
        facts.statements = find_statement_facts({{"m.sql", one.sql}}, {});
        const Outcome outcome = check_named(one.rule).find(facts);
        INFO(one.rule << ": " << one.sql);
        CHECK(places_of(outcome) == one.places);
        for (const Observation& seen : outcome.seen) {
            CHECK(seen.position.file == "m.sql");
            CHECK(!seen.subject.empty());
        }
    }
}

TEST_CASE("every rule is tested where it speaks and where it keeps quiet") {
    std::map<std::string, std::pair<int, int>> counts;
    for (const StatementCase& one : all_cases())
        ++(one.places.empty() ? counts[one.rule].second : counts[one.rule].first);
    for (const auto* rules : {&statement_rules(), &style_rules()}) {
        for (const StatementRule* rule : *rules) {
            INFO(rule->id);
            CHECK(counts[std::string(rule->id)].first > 0);
            CHECK(counts[std::string(rule->id)].second > 0);
        }
    }
}
