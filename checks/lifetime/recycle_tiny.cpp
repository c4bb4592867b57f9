#include "checks/lifetime/checks.hpp"
#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_recycle_tiny(const Facts& facts) {
    NeededNumbers numbers(*facts.settings);
    const std::int64_t recycle = numbers[SettingRole::pool_recycle];
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    if (recycle < 0 || recycle >= 60'000) return {};
    const std::string name = numbers.name_of(SettingRole::pool_recycle);
    return Observation{.subject = name,
                       .message = fmt::format("{} = {} s, less than a minute", name, recycle / 1000)};
}

}  // namespace

constinit const Check lifetime_recycle_tiny{
    .id = "lifetime.recycle_tiny",
    .summary = "connections are replaced all the time",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "The age is looked at whenever a connection is taken from the pool. Below a minute the bot logs in again "
        "and again, each time with a new process on the server and TLS.",
    .fix = "Replace connections after some minutes.",
    .find = find_recycle_tiny};

}  // namespace migrate
