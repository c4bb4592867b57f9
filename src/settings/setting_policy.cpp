#include "src/settings/setting_policy.hpp"

#include <algorithm>
#include <array>

namespace migrate {

namespace {

constexpr std::array<std::string_view, 19> role_names{"none",
                                                      "pool_size",
                                                      "pool_overflow",
                                                      "pool_timeout",
                                                      "pool_recycle",
                                                      "pre_ping",
                                                      "connect_timeout",
                                                      "statement_timeout",
                                                      "idle_in_transaction_timeout",
                                                      "lock_timeout",
                                                      "keepalives_idle",
                                                      "tcp_user_timeout",
                                                      "prepared_statements",
                                                      "concurrent_updates",
                                                      "http_pool_size",
                                                      "http_pool_timeout",
                                                      "http_timeout",
                                                      "log_level",
                                                      "cache_ttl"};

}  // namespace

std::string_view name_of(SettingRole role) {
    return role_names.at(static_cast<std::size_t>(role));
}

std::optional<SettingRole> setting_role_named(std::string_view name) {
    const auto* const found = std::ranges::find(role_names, name);
    if (found == role_names.end()) return std::nullopt;
    return static_cast<SettingRole>(found - role_names.begin());
}

std::vector<std::string> setting_role_names() {
    return {role_names.begin() + 1, role_names.end()};
}

std::string_view server_setting_of(SettingRole role) {
    if (role == SettingRole::statement_timeout) return "statement_timeout";
    if (role == SettingRole::idle_in_transaction_timeout) return "idle_in_transaction_session_timeout";
    return role == SettingRole::lock_timeout ? "lock_timeout" : "";
}

}  // namespace migrate
