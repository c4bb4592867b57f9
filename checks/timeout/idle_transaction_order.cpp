#include "checks/timeout/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/bot_setting.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_idle_transaction_order(const Facts& facts) {
    const auto idle = bot_milliseconds(*facts.server, *facts.settings, "idle_in_transaction_session_timeout");
    const auto statement = bot_milliseconds(*facts.server, *facts.settings, "statement_timeout");
    if (!idle || !statement)
        return Outcome::skipped("what the bot's role gets as timeouts is not shown to this role");
    if (*idle == 0 || *statement == 0 || *idle > *statement) return {};
    const auto text = [](std::int64_t ms) { return duration_text(std::chrono::milliseconds(ms)); };
    return Observation{
        .subject = "idle_in_transaction_session_timeout",
        .message = fmt::format("idle_in_transaction_session_timeout = {}, statement_timeout = {}",
                               text(*idle), text(*statement))};
}

}  // namespace

constinit const Check timeout_idle_transaction_order{
    .id = "timeout.idle_transaction_order",
    .summary = "a transaction may be idle for a shorter time than a query may run",
    .severity = Severity::warning,
    .needs = {Need::server, Need::settings},
    .why =
        "A handler that does something between two queries is cut off sooner than one that waits for the server. "
        "Calls to Telegram or a language model do not belong into a transaction; those that are there need their "
        "time.",
    .fix = "Let idle_in_transaction_session_timeout be above statement_timeout.",
    .find = find_idle_transaction_order};

}  // namespace migrate
