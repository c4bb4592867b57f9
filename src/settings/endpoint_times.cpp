#include "src/settings/endpoint_times.hpp"

#include <charconv>
#include <string_view>

namespace migrate {

namespace {

/// tcp(7): tcp_keepalive_time is 7200 s.
constexpr std::int64_t linux_idle = 7'200'000;

/// 0, too, is the system's default to libpq.
std::int64_t number_in(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::int64_t driver_number(const SettingFacts& settings, SettingRole role) {
    const CurrentSetting* setting = settings.find(role);
    return setting != nullptr && setting->value ? setting->value->number : 0;
}

std::int64_t said_keepalive(const SettingFacts& settings) {
    const std::int64_t in_url = number_in(settings.endpoint.keepalives_idle) * 1000;
    return in_url > 0 ? in_url : driver_number(settings, SettingRole::keepalives_idle);
}

}  // namespace

bool sets_keepalives(const SettingFacts& settings) {
    return !settings.endpoint.keepalives_off && said_keepalive(settings) > 0;
}

bool has_user_timeout(const SettingFacts& settings) {
    return number_in(settings.endpoint.tcp_user_timeout) > 0 ||
           driver_number(settings, SettingRole::tcp_user_timeout) > 0;
}

std::optional<std::int64_t> first_keepalive(const SettingFacts& settings) {
    if (settings.endpoint.keepalives_off) return std::nullopt;
    const std::int64_t said = said_keepalive(settings);
    return said > 0 ? said : linux_idle;
}

}  // namespace migrate
