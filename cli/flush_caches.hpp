#pragma once

#include "cli/context.hpp"
#include "src/report/flush_result.hpp"
#include "src/settings/cache_spec.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// What is to be flushed, where.
struct FlushRequest {
    std::vector<CacheSpec> caches;
    bool bytecode = false;                  ///< also compiled Python
    std::string key;                        ///< only this entry; "" = all
    std::optional<std::string> redis_url;   ///< else REDIS_URL, else the configuration
    std::chrono::milliseconds wait{2'000};  ///< for the daemons' answers
    bool dry_run = false;                   ///< only counts
};

/// The caches that the settings policy and migrate.toml declare. Errors: ExitCode::usage for files with
/// problems.
std::vector<CacheSpec> read_declared_caches(CommandContext& context);

/// Redis first, so that no daemon fills its memory from there again, then the daemons' memory, then bytecode.
/// A part that fails does not keep the others from being done. Errors: ExitCode::usage, before anything was
/// changed.
FlushResult flush_caches(CommandContext& context, const FlushRequest& request);

}  // namespace migrate
