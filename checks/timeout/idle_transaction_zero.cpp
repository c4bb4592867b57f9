#include "checks/timeout/checks.hpp"
#include "src/settings/bot_setting.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_idle_transaction_zero(const Facts& facts) {
    const auto setting = bot_setting(*facts.server, *facts.settings, "idle_in_transaction_session_timeout");
    if (!setting)
        return Outcome::skipped(
            "what the bot's role gets as idle_in_transaction_session_timeout is not shown to this role");
    if (setting->number() != 0) return {};
    return Observation{
        .subject = "idle_in_transaction_session_timeout",
        .message = fmt::format("idle_in_transaction_session_timeout is 0 for the bot ({})", setting->source)};
}

}  // namespace

constinit const Check timeout_idle_transaction_zero{
    .id = "timeout.idle_transaction_zero",
    .summary = "nothing ends a transaction that was forgotten",
    .severity = Severity::warning,
    .needs = {Need::server, Need::settings},
    .why = "An idle transaction keeps its locks, a connection of the pool, and vacuum from cleaning up.",
    .fix = "ALTER ROLE … SET idle_in_transaction_session_timeout = '30s', or set it in the driver.",
    .find = find_idle_transaction_zero};

}  // namespace migrate
