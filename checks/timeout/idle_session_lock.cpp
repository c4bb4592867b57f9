#include "checks/timeout/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/bot_setting.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_idle_session_lock(const Facts& facts) {
    const int side = facts.settings->deployment.side_connections;
    const auto idle = bot_milliseconds(*facts.server, *facts.settings, "idle_session_timeout").value_or(0);
    if (idle == 0 || side == 0) return {};
    return Observation{
        .subject = "idle_session_timeout",
        .message = fmt::format("idle_session_timeout = {} ends the {} that the bot keeps for LISTEN",
                               duration_text(std::chrono::milliseconds(idle)),
                               count_of(static_cast<std::size_t>(side), "session"))};
}

}  // namespace

constinit const Check timeout_idle_session_lock{
    .id = "timeout.idle_session_lock",
    .summary = "the server ends sessions that listen or hold a lock",
    .severity = Severity::error,
    .needs = {Need::server, Need::settings},
    .why =
        "A session that LISTENs is idle by nature. idle_session_timeout ends it, and the bot learns of it only when "
        "it next says something; what was notified meanwhile is lost. Advisory locks are let go in silence.",
    .fix = "ALTER ROLE … SET idle_session_timeout = 0 for the bot's role.",
    .find = find_idle_session_lock};

}  // namespace migrate
