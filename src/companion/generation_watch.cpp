#include "src/companion/generation_watch.hpp"

namespace migrate {

std::uint64_t GenerationWatch::clear(const std::map<std::string, std::int64_t>& generations,
                                     const std::string& key) {
    std::uint64_t cleared = 0;
    for (const auto& [cache, generation] : generations) {
        const auto own = caches_.find(cache);
        if (own == caches_.end()) continue;
        cleared += own->second(key);
        known_[cache] = generation;
    }
    return cleared;
}

void GenerationWatch::clear_raised(const std::map<std::string, std::int64_t>& generations) {
    for (const auto& [cache, clear_cache] : caches_) {
        const auto found = generations.find(cache);
        const std::int64_t generation = found == generations.end() ? 0 : found->second;
        const auto known = known_.find(cache);
        if (known != known_.end() && known->second == generation) continue;
        clear_cache("");
        known_[cache] = generation;
    }
}

}  // namespace migrate
