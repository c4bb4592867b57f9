#pragma once

#include "checks/statement/statement_rule.hpp"

#include <vector>

namespace migrate {

extern const StatementRule statement_add_check;
extern const StatementRule statement_add_foreign_key;
extern const StatementRule statement_add_primary_key;
extern const StatementRule statement_add_required_column;
extern const StatementRule statement_add_unique;
extern const StatementRule statement_change_column_type;
extern const StatementRule statement_create_index;
extern const StatementRule statement_drop_column;
extern const StatementRule statement_drop_index;
extern const StatementRule statement_rename_column;
extern const StatementRule statement_set_not_null;
extern const StatementRule statement_volatile_default;

/// What statements of pending revisions, or of plain SQL files, do to a database that is in use.
std::vector<Check> statement_checks();
/// The same, as rules.
const std::vector<const StatementRule*>& statement_rules();

}  // namespace migrate
