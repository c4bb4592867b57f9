#pragma once

#include <cstdint>
#include <vector>

namespace migrate {

/// The smallest value that at least `percent` of 100 values do not exceed: nearest rank. 0 of none.
/// `percent` is above 0 and at most 100.
std::int64_t percentile(std::vector<std::int64_t> values, int percent);

}  // namespace migrate
