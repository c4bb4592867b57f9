#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

/// One check for each kind of problem that revision files can have.
std::vector<Check> files_checks();

}  // namespace migrate
