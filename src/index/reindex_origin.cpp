#include "src/index/reindex_origin.hpp"

#include "src/index/invalid_leftovers.hpp"

#include <algorithm>

namespace migrate {

const TableIndex* find_reindex_origin(const TableIndex& index, const std::vector<TableIndex>& all) {
    const auto found = std::ranges::find_if(all, [&](const TableIndex& other) {
        return other.table_oid == index.table_oid && is_reindex_leftover_of(index.name, other.name);
    });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace migrate
