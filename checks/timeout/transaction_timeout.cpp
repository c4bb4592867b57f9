#include "checks/timeout/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/bot_setting.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_transaction_timeout(const Facts& facts) {
    const auto whole = bot_milliseconds(*facts.server, *facts.settings, "transaction_timeout").value_or(0);
    const auto statement = bot_milliseconds(*facts.server, *facts.settings, "statement_timeout");
    if (whole == 0 || (statement && *statement > 0 && whole >= *statement)) return {};
    const auto text = [](std::int64_t ms) { return duration_text(std::chrono::milliseconds(ms)); };
    return Observation{.subject = "transaction_timeout",
                       .message = fmt::format("transaction_timeout = {}, statement_timeout = {}", text(whole),
                                              statement ? text(*statement) : "not known")};
}

}  // namespace

constinit const Check timeout_transaction_timeout{
    .id = "timeout.transaction_timeout",
    .summary = "a transaction may take less time than one query",
    .severity = Severity::info,
    .needs = {Need::server, Need::settings},
    .why =
        "transaction_timeout (PostgreSQL 17) then ends queries before statement_timeout does, and the session with "
        "them.",
    .fix = "Set transaction_timeout to 0, or above statement_timeout.",
    .find = find_transaction_timeout};

}  // namespace migrate
