#pragma once

#include "src/schema/schema_snapshot.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace migrate {

/// The rows of a table: how many, and of each column a sum that is the same where its values are the same,
/// in whatever order.
struct TableRows {
    std::int64_t count = 0;
    std::map<std::string, std::string> columns;

    bool operator==(const TableRows&) const = default;
};

/// Of every table that has rows.
using RowsOfTables = std::map<std::string, TableRows>;

/// What of the rows did not survive.
struct RowLoss {
    std::string table;
    std::string column;       ///< whose values are not what they were; "" = rows are gone, or too many
    std::int64_t before = 0;  ///< rows
    std::int64_t after = 0;
};

/// What a way up and down promises: a table that is there before, between and after keeps its rows, and a
/// column that is there all the time with one type keeps its values. The snapshots are of these moments.
std::vector<RowLoss> find_row_losses(const SchemaSnapshot& before, const SchemaSnapshot& between,
                                     const SchemaSnapshot& after, const RowsOfTables& rows_before,
                                     const RowsOfTables& rows_after);

}  // namespace migrate
