#pragma once

#include "src/index/catalog_facts.hpp"

#include <vector>

namespace migrate {

/// The index of the same table whose interrupted REINDEX CONCURRENTLY left `index`, by its name; nullptr for
/// an index of another origin.
const TableIndex* find_reindex_origin(const TableIndex& index, const std::vector<TableIndex>& all);

}  // namespace migrate
