#include "checks/catalog/checks.hpp"

namespace migrate {

std::vector<Check> catalog_checks() {
    return {catalog_declared_missing,    catalog_declared_invalid, catalog_declared_different,
            catalog_declared_equivalent, catalog_invalid_index,    catalog_reindex_leftover,
            catalog_duplicate_index,     catalog_redundant_index,  catalog_foreign_key_without_index,
            catalog_unused_index,        catalog_unsafe_release};
}

}  // namespace migrate
