#include "checks/timeout/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/bot_setting.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_lock_order(const Facts& facts) {
    const auto lock = bot_milliseconds(*facts.server, *facts.settings, "lock_timeout");
    const auto statement = bot_milliseconds(*facts.server, *facts.settings, "statement_timeout");
    if (!lock || !statement)
        return Outcome::skipped("what the bot's role gets as timeouts is not shown to this role");
    if (*lock == 0 || *statement == 0 || *lock < *statement) return {};
    const auto text = [](std::int64_t ms) { return duration_text(std::chrono::milliseconds(ms)); };
    return Observation{
        .subject = "lock_timeout",
        .message = fmt::format("lock_timeout = {}, statement_timeout = {}", text(*lock), text(*statement))};
}

}  // namespace

constinit const Check timeout_lock_order{
    .id = "timeout.lock_order",
    .summary = "a query is ended before it can fail for want of a lock",
    .severity = Severity::warning,
    .needs = {Need::server, Need::settings},
    .why =
        "With lock_timeout at or above statement_timeout, waiting for a lock ends as SQLSTATE 57014, which says "
        "nothing of locks, instead of 55P03. PostgreSQL's documentation calls it rather pointless.",
    .fix = "Set lock_timeout below statement_timeout.",
    .find = find_lock_order};

}  // namespace migrate
