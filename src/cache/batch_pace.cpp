#include "src/cache/batch_pace.hpp"

#include <algorithm>

namespace migrate {

void BatchPace::took(Time busy) {
    worst_ = std::max(worst_, busy);
    if (busy > too_long) count_ = std::max(count_ / 2, least_count);
    if (busy < hardly_noticed) count_ = std::min(count_ * 2, most_count);
}

}  // namespace migrate
