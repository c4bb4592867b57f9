#include "checks/statement/checks.hpp"

namespace migrate {

namespace {

/// A rule, and the check that it makes.
struct ListedRule {
    const StatementRule* rule;
    Check check;
};

template <const StatementRule&... rules>
std::vector<ListedRule> listed() {
    return {ListedRule{&rules, check_of<rules>()}...};
}

const std::vector<ListedRule>& listed_rules() {
    static const std::vector<ListedRule> table =
        listed<statement_create_index, statement_drop_index, statement_add_foreign_key, statement_add_check,
               statement_add_unique, statement_add_primary_key, statement_set_not_null,
               statement_volatile_default, statement_add_required_column, statement_change_column_type,
               statement_rename_column, statement_drop_column>();
    return table;
}

}  // namespace

std::vector<Check> statement_checks() {
    std::vector<Check> checks;
    for (const ListedRule& listed : listed_rules()) checks.push_back(listed.check);
    return checks;
}

const std::vector<const StatementRule*>& statement_rules() {
    static const std::vector<const StatementRule*> rules = [] {
        std::vector<const StatementRule*> all;
        for (const ListedRule& listed : listed_rules()) all.push_back(listed.rule);
        return all;
    }();
    return rules;
}

}  // namespace migrate
