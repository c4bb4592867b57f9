#pragma once

#include "checks/check.hpp"
#include "src/schema/schema_difference.hpp"

#include <vector>

namespace migrate {

/// The differences of one kind, in words with both sides.
std::vector<Observation> observed_drift(const Facts& facts, SchemaDifference::Kind kind);

}  // namespace migrate
