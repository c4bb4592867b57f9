#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

extern const Check apply_required_file;

/// What [apply] in migrate.toml asks to be there.
std::vector<Check> apply_checks();

}  // namespace migrate
