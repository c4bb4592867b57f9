#pragma once

#include "checks/statement_rule.hpp"

#include <optional>
#include <string_view>

namespace migrate {

/// A lock that a statement leaves held until its transaction ends.
struct TableLock {
    RelationName table;
    std::string_view mode;  ///< "ACCESS EXCLUSIVE"
    int line = 0;           ///< of the statement
};

/// The first statement before, in the same transaction, that keeps all others from a table that is
/// somebody's.
std::optional<TableLock> holds_lock_before(const StatementContext& at);

}  // namespace migrate
