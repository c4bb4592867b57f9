#pragma once

#include "src/revision/run_result.hpp"

#include <string>
#include <vector>

namespace migrate {

/// The statements of one planned index, for people: work names are left out.
std::vector<std::string> statements_of(const PlannedIndex& index);

}  // namespace migrate
