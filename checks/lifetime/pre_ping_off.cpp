#include "checks/lifetime/checks.hpp"
#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_pre_ping_off(const Facts& facts) {
    NeededNumbers numbers(*facts.settings);
    const bool pings = numbers[SettingRole::pre_ping] != 0;
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    if (pings) return {};
    const std::string name = numbers.name_of(SettingRole::pre_ping);
    return Observation{.subject = name, .message = fmt::format("{} is off", name)};
}

}  // namespace

constinit const Check lifetime_pre_ping_off{
    .id = "lifetime.pre_ping_off",
    .summary = "connections are handed out untried",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "After a restart of the server, or a cut on the way, the first query of every pooled connection fails "
        "(https://docs.sqlalchemy.org/en/20/core/pooling.html, pool_pre_ping).",
    .fix = "Switch it on: pool_pre_ping=True.",
    .find = find_pre_ping_off};

}  // namespace migrate
