#include "checks/timeout/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/needed_numbers.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_query_wait(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    const ServerFacts* server = facts.server ? &*facts.server : nullptr;
    if (!goes_through_pooler(settings, server)) return {};
    NeededNumbers numbers(settings);
    const std::int64_t pool = numbers[SettingRole::pool_timeout];
    const std::int64_t wait = numbers.given(settings.pooler.query_wait, "pooler.query_wait").count();
    const std::int64_t statement = numbers[SettingRole::statement_timeout];
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    if (wait > 0 && wait <= pool + statement) return {};
    const auto text = [](std::int64_t ms) { return duration_text(std::chrono::milliseconds(ms)); };
    return Observation{
        .subject = numbers.name_of(SettingRole::pool_timeout),
        .message = fmt::format("a query waits up to {} in the pooler; the bot counts with {} + {} = {}",
                               wait == 0 ? "for ever" : text(wait), text(pool), text(statement),
                               text(pool + statement))};
}

}  // namespace

constinit const Check timeout_query_wait{
    .id = "timeout.query_wait",
    .summary = "a query may wait in the pooler for longer than the bot counts with",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "statement_timeout does not run while a query waits in the pooler for a connection to the server. "
        "query_wait_timeout is 120 s in PgBouncer: that is how long a user may wait for an error.",
    .fix = "Set query_wait_timeout of the pooler to what a user may wait.",
    .find = find_query_wait};

}  // namespace migrate
