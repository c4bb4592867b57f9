#pragma once

#include "src/settings/cache_spec.hpp"

#include <string>
#include <vector>

#include <toml++/toml.h>

namespace migrate {

/// The caches that `[[cache]]` declares, in the settings policy or in migrate.toml. Every problem goes to
/// `problems` as file:line: what; a cache with problems may be among the result.
std::vector<CacheSpec> read_cache_tables(const toml::node& node, const std::string& file,
                                         std::vector<std::string>& problems);

}  // namespace migrate
