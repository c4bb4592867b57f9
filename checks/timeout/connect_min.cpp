#include "checks/timeout/checks.hpp"
#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_connect_min(const Facts& facts) {
    NeededNumbers numbers(*facts.settings);
    const std::int64_t timeout = numbers[SettingRole::connect_timeout];
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    if (timeout != 1000) return {};
    const std::string name = numbers.name_of(SettingRole::connect_timeout);
    return Observation{.subject = name, .message = fmt::format("{} = 1 s; libpq waits 2 s", name)};
}

}  // namespace

constinit const Check timeout_connect_min{.id = "timeout.connect_min",
                                          .summary = "a connect timeout of 1 s is 2 s",
                                          .severity = Severity::info,
                                          .needs = {Need::settings},
                                          .why = "libpq raises 1 to 2 seconds.",
                                          .fix = "Write 2, so that nobody counts with 1.",
                                          .find = find_connect_min};

}  // namespace migrate
