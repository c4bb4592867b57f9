#include "src/workload/percentile.hpp"

#include <algorithm>

namespace migrate {

std::int64_t percentile(std::vector<std::int64_t> values, int percent) {
    if (values.empty()) return 0;
    const std::size_t rank = (values.size() * static_cast<std::size_t>(percent) + 99) / 100;
    const auto nth = values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::nth_element(values.begin(), nth, values.end());
    return *nth;
}

}  // namespace migrate
