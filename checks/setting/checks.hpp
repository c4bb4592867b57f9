#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

extern const Check setting_not_recommended;
extern const Check setting_unit;
extern const Check setting_unparsable;
extern const Check setting_unset;

/// Whether each variable is set, and to a value of its kind.
std::vector<Check> setting_checks();

}  // namespace migrate
