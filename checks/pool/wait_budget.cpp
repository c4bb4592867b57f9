#include "checks/pool/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/connection_budget.hpp"
#include "src/settings/needed_numbers.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_wait_budget(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    NeededNumbers numbers(settings);
    const std::int64_t updates = numbers[SettingRole::concurrent_updates];
    const std::int64_t patience = numbers[SettingRole::pool_timeout];
    const std::int64_t hold = numbers.given(settings.deployment.hold, "deploy.hold").count();
    const auto [budget, missing] = connection_budget(settings);
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    if (!missing.empty()) return Outcome::skipped(missing);
    const std::int64_t places = budget.of_process();
    const std::int64_t rounds = updates <= places ? 0 : (updates - 1) / places;
    if (rounds * hold < patience || rounds == 0) return {};
    const auto text = [](std::int64_t ms) { return duration_text(std::chrono::milliseconds(ms)); };
    return Observation{
        .subject = numbers.name_of(SettingRole::concurrent_updates),
        .message = fmt::format("{} updates over {} connections wait {} x {} = {}, the pool lets them {}",
                               updates, places, rounds, text(hold), text(rounds * hold), text(patience))};
}

}  // namespace

constinit const Check pool_wait_budget{
    .id = "pool.wait_budget",
    .summary = "updates wait longer for a connection than the pool lets them",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "Those above the pool wait for as many rounds as they fill it: ceil((updates - connections) / connections) "
        "times the time that an update holds one (hold in [deploy]). Beyond the pool's timeout they fail.",
    .fix = "Handle fewer updates at once, hold connections for a shorter time, or enlarge the pool.",
    .find = find_wait_budget};

}  // namespace migrate
