#include "src/schema/table_rows.hpp"

#include <algorithm>
#include <array>

namespace migrate {

namespace {

/// The type of a column; "" = it is not there.
std::string type_of(const SchemaSnapshot& schema, const std::string& table, const std::string& column) {
    const auto found = schema.objects.find({"column", table, column});
    if (found == schema.objects.end()) return "";
    const auto type = found->second.find("type");
    return type == found->second.end() ? "" : type->second;
}

class RowComparison {
  public:
    explicit RowComparison(std::array<const SchemaSnapshot*, 3> moments) : moments_(moments) {}

    std::vector<RowLoss> run(const RowsOfTables& before, const RowsOfTables& after) {
        for (const auto& [table, rows] : before) {
            const auto found = after.find(table);
            compare(table, rows, found == after.end() ? TableRows{} : found->second);
        }
        return std::move(losses_);
    }

  private:
    void compare(const std::string& table, const TableRows& before, const TableRows& after) {
        if (!stays(table)) return;
        if (before.count != after.count)
            return losses_.push_back({.table = table, .before = before.count, .after = after.count});
        for (const auto& [column, sum] : before.columns) {
            const auto found = after.columns.find(column);
            if (found == after.columns.end() || found->second == sum || !stays(table, column)) continue;
            losses_.push_back(
                {.table = table, .column = column, .before = before.count, .after = after.count});
        }
    }

    bool stays(const std::string& table) const {
        return std::ranges::all_of(moments_, [&](const SchemaSnapshot* schema) {
            return schema->objects.contains({"table", "", table});
        });
    }

    bool stays(const std::string& table, const std::string& column) const {
        const std::string type = type_of(*moments_.front(), table, column);
        return std::ranges::all_of(
            moments_, [&](const SchemaSnapshot* schema) { return type_of(*schema, table, column) == type; });
    }

    std::array<const SchemaSnapshot*, 3> moments_;
    std::vector<RowLoss> losses_;
};

}  // namespace

std::vector<RowLoss> find_row_losses(const SchemaSnapshot& before, const SchemaSnapshot& between,
                                     const SchemaSnapshot& after, const RowsOfTables& rows_before,
                                     const RowsOfTables& rows_after) {
    return RowComparison({&before, &between, &after}).run(rows_before, rows_after);
}

}  // namespace migrate
