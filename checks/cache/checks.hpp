#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

extern const Check cache_migration;
extern const Check cache_order;
extern const Check cache_zero;

/// How long caches keep what they hold.
std::vector<Check> cache_checks();

}  // namespace migrate
