#pragma once

#include "src/base/error.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace migrate {

/// One of the bot's caches, as `[[cache]]` in checks/settings.toml declares it.
struct CacheSpec {
    std::string name;             ///< menu
    std::chrono::seconds ttl{0};  ///< how old an entry may be
    std::string ttl_variable;     ///< the variable that says so; "" = none
    int entries = 0;              ///< at most, in a daemon's memory
    std::string prefix;           ///< of its keys in Redis; "" = it is not kept there
    std::string channel;          ///< on which daemons hear that it is flushed
    std::string key;              ///< what an entry belongs to, in words: "persona id"
    FilePosition position;
};

/// Where daemons listen unless a cache says otherwise.
inline constexpr auto default_flush_channel = "cache_flush";

/// What `migrate flush` calls compiled Python; no cache may be called so.
inline constexpr auto bytecode_cache = "bytecode";

/// All of `base`, those that `overrides` names replaced by it, and behind them what only `overrides` has.
std::vector<CacheSpec> merge_caches(std::vector<CacheSpec> base, const std::vector<CacheSpec>& overrides);

}  // namespace migrate
