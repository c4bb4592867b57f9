#pragma once

#include "checks/statement_rule.hpp"

#include <vector>

namespace migrate {

extern const Check statement_allow_unused;
extern const Check statement_allow_without_reason;
extern const StatementRule statement_accepts_invalid_index;
extern const StatementRule statement_add_check;
extern const StatementRule statement_add_exclusion;
extern const StatementRule statement_add_foreign_key;
extern const StatementRule statement_add_generated_column;
extern const StatementRule statement_add_primary_key;
extern const StatementRule statement_add_required_column;
extern const StatementRule statement_add_serial_column;
extern const StatementRule statement_add_unique;
extern const StatementRule statement_alter_domain;
extern const StatementRule statement_attach_partition;
extern const StatementRule statement_change_column_type;
extern const StatementRule statement_cluster;
extern const StatementRule statement_create_index;
extern const StatementRule statement_detach_partition;
extern const StatementRule statement_disable_trigger;
extern const StatementRule statement_drop_cascade;
extern const StatementRule statement_drop_column;
extern const StatementRule statement_drop_database;
extern const StatementRule statement_drop_index;
extern const StatementRule statement_drop_not_null;
extern const StatementRule statement_drop_schema;
extern const StatementRule statement_drop_table;
extern const StatementRule statement_lock_table;
extern const StatementRule statement_long_identifier;
extern const StatementRule statement_new_enum_value;
extern const StatementRule statement_not_checked;
extern const StatementRule statement_refresh_view;
extern const StatementRule statement_refused_in_transaction;
extern const StatementRule statement_reindex;
extern const StatementRule statement_rename_column;
extern const StatementRule statement_rename_schema;
extern const StatementRule statement_rename_table;
extern const StatementRule statement_rename_type;
extern const StatementRule statement_repeated_assignment;
extern const StatementRule statement_rewrite_table;
extern const StatementRule statement_set_not_null;
extern const StatementRule statement_truncate;
extern const StatementRule statement_uncommitted;
extern const StatementRule statement_vacuum_full;
extern const StatementRule statement_validate_at_once;
extern const StatementRule statement_volatile_default;
extern const StatementRule statement_write_all_rows;
extern const StatementRule statement_write_under_lock;

/// What statements of pending revisions, or of plain SQL files, do to a database that is in use.
std::vector<Check> statement_checks();
/// The same, as rules.
const std::vector<const StatementRule*>& statement_rules();

}  // namespace migrate
