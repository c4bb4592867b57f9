#include "src/index/foreign_key_support.hpp"

#include "src/base/sql_text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

bool begins_with(const TableIndex& index, const std::vector<std::string>& columns) {
    if (index.key.keys.size() < columns.size()) return false;
    const auto end = index.columns.begin() + static_cast<std::ptrdiff_t>(columns.size());
    return std::is_permutation(index.columns.begin(), end, columns.begin(), columns.end());
}

/// No predicate, or one that follows from `column = value`, as the server prints it.
bool holds_all_values(const TableIndex& index, const std::vector<std::string>& columns) {
    return index.key.predicate.empty() || std::ranges::any_of(columns, [&](const std::string& column) {
               return index.key.predicate == fmt::format("({} IS NOT NULL)", quote_identifier(column));
           });
}

}  // namespace

bool supports(const TableIndex& index, const ForeignKey& foreign_key) {
    if (index.table_oid != foreign_key.table_oid || !index.usable()) return false;
    const bool finds_equal =
        index.key.method == "btree" || (index.key.method == "hash" && foreign_key.columns.size() == 1);
    return finds_equal && begins_with(index, foreign_key.columns) &&
           holds_all_values(index, foreign_key.columns);
}

bool is_supported(const ForeignKey& foreign_key, const std::vector<TableIndex>& indexes,
                  const std::set<const TableIndex*>& gone) {
    return std::ranges::any_of(indexes, [&](const TableIndex& index) {
        return !gone.contains(&index) && supports(index, foreign_key);
    });
}

}  // namespace migrate
