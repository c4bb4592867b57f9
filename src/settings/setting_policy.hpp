#pragma once

#include "src/base/error.hpp"
#include "src/settings/cache_spec.hpp"
#include "src/settings/setting_value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// What a setting is to the rules, whatever a bot calls it.
enum class SettingRole {
    none,
    pool_size,
    pool_overflow,
    pool_timeout,
    pool_recycle,
    pre_ping,
    connect_timeout,
    statement_timeout,
    idle_in_transaction_timeout,
    lock_timeout,
    keepalives_idle,
    tcp_user_timeout,
    prepared_statements,
    concurrent_updates,
    http_pool_size,
    http_pool_timeout,
    http_timeout,
    log_level,
    cache_ttl,
};
std::string_view name_of(SettingRole role);
std::optional<SettingRole> setting_role_named(std::string_view name);
std::vector<std::string> setting_role_names();

/// The server's setting that a bot's driver sets in each of its sessions for this role; "" = none.
std::string_view server_setting_of(SettingRole role);

/// One setting of a bot: a variable, or a value that its driver fixes.
struct PolicyEntry {
    std::string name;      ///< DB_POOL_SIZE; of a fixed value: words, "pool timeout"
    std::string variable;  ///< "" = fixed
    SettingRole role = SettingRole::none;
    SettingKind kind = SettingKind::count;
    std::string unit;  ///< of a count, for people
    std::optional<SettingValue> recommended;
    std::optional<SettingValue> fixed;     ///< in the driver
    std::optional<SettingValue> fallback;  ///< what the bot takes when the variable is not set
    std::string at_most;                   ///< the name of an entry whose value is the limit of this one's
    std::string why;
    FilePosition position;
};

/// What a bot's settings are, and should be: checks/settings.toml.
struct SettingPolicy {
    std::string file;
    bool accepts_units = false;  ///< the bot reads "3s", not only "3"
    std::vector<PolicyEntry> entries;
    std::vector<CacheSpec> caches;
};

}  // namespace migrate
