#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

extern const Check drift_different;
extern const Check drift_missing;
extern const Check drift_stale_ignore;
extern const Check drift_unexpected;

/// The database against what the revisions that it has make of an empty one.
std::vector<Check> drift_checks();

}  // namespace migrate
