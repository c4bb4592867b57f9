#pragma once

#include "src/schema/table_rows.hpp"

namespace migrate {

class Connection;

/// Counts the rows of every table that has any, and sums up their values: every row is read, so it is for
/// databases of tests. Needs the right to read all of them, past row security.
RowsOfTables read_table_rows(Connection& connection);

}  // namespace migrate
