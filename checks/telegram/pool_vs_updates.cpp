#include "checks/telegram/checks.hpp"
#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_pool_vs_updates(const Facts& facts) {
    NeededNumbers numbers(*facts.settings);
    const std::int64_t http = numbers[SettingRole::http_pool_size];
    const std::int64_t updates = numbers[SettingRole::concurrent_updates];
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    if (http >= updates && http <= 4 * updates) return {};
    const std::string name = numbers.name_of(SettingRole::http_pool_size);
    return Observation{
        .subject = name,
        .message =
            fmt::format("{} = {} for {} updates at once{}", name, http, updates,
                        http < updates ? "" : fmt::format(", more than 4 x {} = {}", updates, 4 * updates)),
        .fix = fmt::format("Set {} between {} and {}.", name, updates, 4 * updates),
        .severity = http < updates ? Severity::error : Severity::info};
}

}  // namespace

constinit const Check telegram_pool_vs_updates{
    .id = "telegram.pool_vs_updates",
    .summary = "the connections to Telegram do not match the updates that are handled at once",
    .severity = Severity::error,
    .needs = {Need::settings},
    .why =
        "An update that answers needs a connection to Telegram; with fewer of them python-telegram-bot raises "
        "\"Pool timeout: All connections in the connection pool are occupied\", and the answer is not sent. Far "
        "more of them (above 4 for each update) serve nothing: a remark.",
    .fix = "Give at least one connection to each update.",
    .find = find_pool_vs_updates};

}  // namespace migrate
