#include "checks/pool/checks.hpp"
#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_bigger_than_useful(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    NeededNumbers numbers(settings);
    const std::int64_t size = numbers[SettingRole::pool_size];
    const int cpus = numbers.given(settings.deployment.cpus, "deploy.cpus");
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    const std::int64_t pools = std::int64_t{settings.deployment.replicas} * settings.deployment.processes;
    if (pools * size <= 2 * cpus + 1) return {};
    return Observation{
        .subject = numbers.name_of(SettingRole::pool_size),
        .message = fmt::format("{} x {} = {} connections at work are above 2 x {} processors + 1 = {}", pools,
                               size, pools * size, cpus, 2 * cpus + 1)};
}

}  // namespace

constinit const Check pool_bigger_than_useful{
    .id = "pool.bigger_than_useful",
    .summary = "the pools are larger than the processors of the server can make use of",
    .severity = Severity::info,
    .needs = {Need::settings},
    .why =
        "About 2 x processors + 1 queries make progress at a time; more of them only take turns (HikariCP, About "
        "Pool Sizing). Connections that mostly wait for something else may be more.",
    .fix = "A smaller pool may answer sooner: measure both.",
    .find = find_bigger_than_useful};

}  // namespace migrate
