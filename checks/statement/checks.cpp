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
        listed<statement_create_index, statement_drop_index, statement_reindex,
               statement_refused_in_transaction, statement_accepts_invalid_index, statement_add_foreign_key,
               statement_add_check, statement_add_unique, statement_add_primary_key, statement_add_exclusion,
               statement_validate_at_once, statement_set_not_null, statement_volatile_default,
               statement_add_serial_column, statement_add_generated_column, statement_add_required_column,
               statement_change_column_type, statement_alter_domain, statement_rewrite_table,
               statement_vacuum_full, statement_cluster, statement_refresh_view, statement_attach_partition,
               statement_detach_partition, statement_lock_table, statement_write_all_rows,
               statement_write_under_lock, statement_new_enum_value, statement_repeated_assignment,
               statement_uncommitted, statement_rename_column, statement_rename_table,
               statement_rename_schema, statement_rename_type, statement_drop_column, statement_drop_table,
               statement_drop_schema, statement_drop_database, statement_drop_cascade, statement_truncate,
               statement_drop_not_null, statement_disable_trigger, statement_long_identifier,
               statement_not_checked>();
    return table;
}

}  // namespace

std::vector<Check> statement_checks() {
    std::vector<Check> checks;
    for (const ListedRule& listed : listed_rules()) checks.push_back(listed.check);
    checks.push_back(statement_allow_without_reason);
    checks.push_back(statement_allow_unused);
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
