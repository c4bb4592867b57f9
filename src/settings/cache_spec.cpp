#include "src/settings/cache_spec.hpp"

#include <algorithm>

namespace migrate {

std::vector<CacheSpec> merge_caches(std::vector<CacheSpec> base, const std::vector<CacheSpec>& overrides) {
    for (const CacheSpec& cache : overrides) {
        const auto found = std::ranges::find(base, cache.name, &CacheSpec::name);
        if (found == base.end())
            base.push_back(cache);
        else
            *found = cache;
    }
    return base;
}

}  // namespace migrate
