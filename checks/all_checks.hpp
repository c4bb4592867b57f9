#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

/// The table of checks, group by group, in the order of reports and of docs/checks.md.
const std::vector<Check>& all_checks();

}  // namespace migrate
