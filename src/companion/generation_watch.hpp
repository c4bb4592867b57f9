#pragma once

#include "src/companion/cache_flush_listener.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace migrate {

/// Which generation of each of its caches a daemon has last cleared for. Where a cache could not be cleared
/// the old one stays known, so that the next look tries again.
class GenerationWatch {
  public:
    explicit GenerationWatch(const std::map<std::string, ClearCache>& caches) : caches_(caches) {}

    /// Clears what a flush names, of the daemon's own caches. Returns the number of entries that went. Passes
    /// on what a callback throws.
    std::uint64_t clear(const std::map<std::string, std::int64_t>& generations, const std::string& key);

    /// Clears each cache whose generation is another than the one known; one that is not in the table was
    /// never flushed. At the first look all are cleared, for nobody knows what they were filled with before.
    void clear_raised(const std::map<std::string, std::int64_t>& generations);

    bool knows_all() const { return known_.size() == caches_.size(); }
    void forget() { known_.clear(); }

  private:
    const std::map<std::string, ClearCache>& caches_;
    std::map<std::string, std::int64_t> known_;
};

}  // namespace migrate
