#include "checks/lifetime/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/needed_numbers.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_recycle_vs_idle_session(const Facts& facts) {
    NeededNumbers numbers(*facts.settings);
    const std::int64_t recycle = numbers[SettingRole::pool_recycle];
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    const auto idle = bot_milliseconds(*facts.server, *facts.settings, "idle_session_timeout").value_or(0);
    if (idle == 0 || (recycle >= 0 && recycle < idle)) return {};
    const auto text = [](std::int64_t ms) { return duration_text(std::chrono::milliseconds(ms)); };
    return Observation{.subject = "idle_session_timeout",
                       .message = fmt::format("idle_session_timeout = {}, and {} = {}", text(idle),
                                              numbers.name_of(SettingRole::pool_recycle),
                                              recycle < 0 ? "never" : text(recycle))};
}

}  // namespace

constinit const Check lifetime_recycle_vs_idle_session{
    .id = "lifetime.recycle_vs_idle_session",
    .summary = "the server ends idle sessions before the pool replaces them",
    .severity = Severity::error,
    .needs = {Need::server, Need::settings},
    .why =
        "idle_session_timeout (PostgreSQL 14) cuts pooled connections that nobody uses. PostgreSQL's documentation "
        "advises against it behind a pool.",
    .fix =
        "Set idle_session_timeout to 0 for the bot's role, or above the age at which the pool replaces connections.",
    .find = find_recycle_vs_idle_session};

}  // namespace migrate
