#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

/// What the catalog shows about indexes and constraints.
std::vector<Check> catalog_checks();

}  // namespace migrate
