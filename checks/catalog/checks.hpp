#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

extern const Check catalog_declared_different;
extern const Check catalog_declared_equivalent;
extern const Check catalog_declared_invalid;
extern const Check catalog_declared_missing;
extern const Check catalog_duplicate_index;
extern const Check catalog_foreign_key_without_index;
extern const Check catalog_invalid_index;
extern const Check catalog_redundant_index;
extern const Check catalog_reindex_leftover;
extern const Check catalog_unsafe_release;
extern const Check catalog_unused_index;

/// What the catalog shows about indexes and constraints.
std::vector<Check> catalog_checks();

}  // namespace migrate
