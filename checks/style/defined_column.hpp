#pragma once

#include "checks/statement_rule.hpp"

#include <vector>

namespace migrate {

/// A column that a statement defines.
struct DefinedColumn {
    RelationName table;
    ColumnDefinition column;
    int offset = 0;  ///< bytes from the beginning of the statement
};

/// Of CREATE TABLE and ADD COLUMN.
std::vector<DefinedColumn> columns_defined_by(const StatementContext& at);

}  // namespace migrate
