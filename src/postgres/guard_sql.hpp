#pragma once

#include "src/revision/revision.hpp"

#include <string>

namespace migrate {

/// The statement as it is sent: as written, or, with a guard, within a DO block that looks first and keeps
/// the record of what it made in migrate.created_object. Looking and doing are one statement of one
/// transaction.
std::string guarded_sql(const RevisionId& revision, const Statement& statement);

/// A condition that holds where the guarded object is there under any name: a table, a column, a usable index
/// on exactly these columns, a unique index or constraint on exactly this set of columns.
std::string exists_sql(const Guard& guard);

}  // namespace migrate
