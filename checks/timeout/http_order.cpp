#include "checks/timeout/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/needed_numbers.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_http_order(const Facts& facts) {
    NeededNumbers numbers(*facts.settings);
    const std::int64_t call = numbers[SettingRole::http_timeout];
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    const auto idle =
        bot_milliseconds(*facts.server, *facts.settings, "idle_in_transaction_session_timeout").value_or(0);
    if (idle == 0 || call < idle) return {};
    const auto text = [](std::int64_t ms) { return duration_text(std::chrono::milliseconds(ms)); };
    const std::string name = numbers.name_of(SettingRole::http_timeout);
    return Observation{.subject = name,
                       .message = fmt::format("{} = {}, idle_in_transaction_session_timeout = {}", name,
                                              text(call), text(idle))};
}

}  // namespace

constinit const Check timeout_http_order{
    .id = "timeout.http_order",
    .summary = "a call to another service may take longer than a transaction may be idle",
    .severity = Severity::info,
    .needs = {Need::server, Need::settings},
    .why =
        "A handler that waits for Telegram or a language model inside a transaction is cut off from the database "
        "before its own timeout is over, and what it has done is rolled back.",
    .fix =
        "Make such calls outside of transactions, or let idle_in_transaction_session_timeout be above their "
        "timeout.",
    .find = find_http_order};

}  // namespace migrate
