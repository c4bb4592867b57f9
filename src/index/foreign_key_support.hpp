#pragma once

#include "src/index/catalog_facts.hpp"

#include <set>
#include <vector>

namespace migrate {

/// Whether a scan of the index finds the rows that refer to a row of the referenced table: the first keys are
/// the foreign key's columns, in any order, and no row with a value is left out. The check of a deleted row
/// asks `column = value` for each column
/// (https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK).
bool supports(const TableIndex& index, const ForeignKey& foreign_key);

/// Whether any usable one of the indexes does, those left out that are `gone`.
bool is_supported(const ForeignKey& foreign_key, const std::vector<TableIndex>& indexes,
                  const std::set<const TableIndex*>& gone = {});

}  // namespace migrate
