#include "checks/lifetime/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/needed_numbers.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_client_idle(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    if (!goes_through_pooler(settings, facts.server ? &*facts.server : nullptr)) return {};
    NeededNumbers numbers(settings);
    const std::int64_t recycle = numbers[SettingRole::pool_recycle];
    const std::int64_t idle = numbers.given(settings.pooler.client_idle, "pooler.client_idle").count();
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    if (idle == 0 || (recycle >= 0 && recycle < idle)) return {};
    const auto text = [](std::int64_t ms) { return duration_text(std::chrono::milliseconds(ms)); };
    const std::string name = numbers.name_of(SettingRole::pool_recycle);
    return Observation{.subject = name,
                       .message = fmt::format("{} = {}, the pooler cuts clients that are idle for {}", name,
                                              recycle < 0 ? "never" : text(recycle), text(idle))};
}

}  // namespace

constinit const Check lifetime_client_idle{
    .id = "lifetime.client_idle",
    .summary = "the pooler cuts idle clients before the pool replaces their connections",
    .severity = Severity::error,
    .needs = {Need::settings},
    .why =
        "client_idle_timeout must be longer than a client keeps a connection (PgBouncer's documentation), else "
        "connections of the pool are dead when they are wanted.",
    .fix =
        "Set client_idle_timeout of the pooler to 0, or above the age at which the pool replaces connections.",
    .find = find_client_idle};

}  // namespace migrate
