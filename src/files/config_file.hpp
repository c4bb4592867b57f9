#pragma once

#include "src/index/index_action.hpp"
#include "src/settings/cache_spec.hpp"
#include "src/settings/deployment.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// migrate.toml. What it does not mention is empty, so that the command line and the defaults decide.
struct Config {
    std::filesystem::path file;  ///< "" when there is none

    // [migrate]; paths are relative to the file
    std::optional<std::filesystem::path> dir;
    std::optional<std::filesystem::path> env_file;
    std::optional<std::string> database_url;
    std::optional<std::string> direct_url;  ///< past a pooler, for commands that change something

    // [lock]
    std::optional<std::chrono::milliseconds> lock_wait;

    // [run]
    std::optional<std::chrono::milliseconds> lock_timeout;
    std::optional<int> attempts;

    // [build]
    std::optional<std::int64_t> small_table_bytes;
    std::optional<OnConflict> on_conflict;
    std::optional<OnEquivalent> on_equivalent;
    std::optional<int> jobs;
    std::optional<int> workers;                ///< 0: none
    std::optional<std::int64_t> memory_bytes;  ///< of one build
    std::optional<std::chrono::milliseconds> max_wait;
    std::optional<std::chrono::milliseconds> max_lag;
    std::optional<bool> cancel_queued;

    // [settings]; relative to the file
    std::optional<std::filesystem::path> policy;

    // [workload]; relative to the file
    std::optional<std::filesystem::path> workload;

    // [deploy], [pooler]
    Deployment deploy;
    PoolerLimits pooler;

    // [check]
    std::optional<std::chrono::milliseconds> unused_after;

    // [apply]; relative to the file
    std::vector<std::filesystem::path> required_files;

    // [redis]
    std::optional<std::string> redis_url;  ///< may hold a password

    // [bytecode]; relative to the file
    std::vector<std::filesystem::path> bytecode_roots;

    // [[cache]]: beside those of the settings policy, or in place of the one of the same name
    std::vector<CacheSpec> caches;

    // [drift]
    std::vector<std::string> drift_ignore;  ///< patterns of names

    // [round_trip]; relative to the file
    std::optional<std::filesystem::path> seed;
};

/// Errors: ExitCode::usage listing every problem with file:line; unknown keys say which one was meant.
Config parse_config(std::string_view text, const std::filesystem::path& file);

/// The file at `file`; an absent one is an error only when `required`.
Config read_config_file(const std::filesystem::path& file, bool required);

/// What can stand in migrate.toml, for the reference page.
struct ConfigKeyText {
    std::string_view section;
    std::string_view name;
    std::string_view expects;
    std::string_view meaning;
};
std::vector<ConfigKeyText> config_key_texts();

std::optional<OnConflict> on_conflict_named(std::string_view name);
std::optional<OnEquivalent> on_equivalent_named(std::string_view name);

}  // namespace migrate
