#include "src/index/build_resources.hpp"

#include <algorithm>

namespace migrate {

std::int64_t BuildResources::memory_kb_of_build() const {
    constexpr std::int64_t share_kb = 32 * 1024;
    constexpr std::int64_t most_kb = 256 * 1024;
    return memory_kb > 0 ? memory_kb : std::min(share_kb * (workers + 1), most_kb);
}

}  // namespace migrate
