#include "checks/timeout/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/needed_numbers.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_handler_budget(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    NeededNumbers numbers(settings);
    const std::int64_t pool = numbers[SettingRole::pool_timeout];
    const std::int64_t connect = numbers[SettingRole::connect_timeout];
    const std::int64_t drain = numbers.given(settings.deployment.drain, "deploy.drain").count();
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    const auto statement = bot_statement_timeout(settings, facts.server ? &*facts.server : nullptr);
    if (!statement || *statement == 0) return Outcome::skipped("the bot's statement_timeout is not known");
    const std::int64_t worst = pool + connect + *statement;
    if (worst <= drain) return {};
    const auto text = [](std::int64_t ms) { return duration_text(std::chrono::milliseconds(ms)); };
    return Observation{
        .subject = numbers.name_of(SettingRole::pool_timeout),
        .message = fmt::format("{} + {} + {} = {} at worst, the platform kills after {}", text(pool),
                               text(connect), text(*statement), text(worst), text(drain))};
}

}  // namespace

constinit const Check timeout_handler_budget{
    .id = "timeout.handler_budget",
    .summary = "a handler may take longer than the platform waits before it kills",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "The worst case of a handler is the pool's timeout, then connecting, then a query up to statement_timeout. "
        "What is not done when SIGKILL comes is lost. Railway kills right after SIGTERM unless a draining time is "
        "set.",
    .fix =
        "Give the platform a longer time to drain: RAILWAY_DEPLOYMENT_DRAINING_SECONDS, "
        "terminationGracePeriodSeconds.",
    .find = find_handler_budget};

}  // namespace migrate
