#include "checks/pooler/checks.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/connection_budget.hpp"
#include "src/settings/needed_numbers.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_double_pool(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    if (!goes_through_pooler(settings, facts.server ? &*facts.server : nullptr)) return {};
    NeededNumbers numbers(settings);
    const std::string mode = numbers.given(settings.pooler.mode, "pooler.mode");
    const std::int64_t size = numbers.given(settings.pooler.size, "pooler.size");
    const auto [budget, missing] = connection_budget(settings);
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    if (!missing.empty()) return Outcome::skipped(missing);
    const std::int64_t servers = size * settings.pooler.instances.value_or(1);
    if (mode == "session" || budget.of_pools() <= servers) return {};
    return Observation{
        .subject = numbers.name_of(SettingRole::pool_size),
        .message = fmt::format("{} over {} of the pooler: {} wait where the pool's timeout does not count",
                               budget.pools_arithmetic(), servers, budget.of_pools() - servers),
        .fix = fmt::format("Set {} to {} at most and {}=0.", numbers.name_of(SettingRole::pool_size),
                           std::max<std::int64_t>(1, servers / (budget.replicas * budget.processes)),
                           numbers.name_of(SettingRole::pool_overflow))};
}

}  // namespace

constinit const Check pooler_double_pool{
    .id = "pooler.double_pool",
    .summary = "the bot pools more connections than the pooler has to the server",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "The bot hands out connections that have no server behind them: the wait moves into the pooler, where "
        "neither the pool's timeout nor statement_timeout counts. Railway's and PgBouncer's advice is a small pool "
        "in the program.",
    .fix = "Make the bot's pool as small as the pooler's, without overflow.",
    .find = find_double_pool};

}  // namespace migrate
