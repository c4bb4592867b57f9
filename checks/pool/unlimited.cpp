#include "checks/pool/checks.hpp"
#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_unlimited(const Facts& facts) {
    NeededNumbers numbers(*facts.settings);
    const std::int64_t size = numbers[SettingRole::pool_size];
    const std::int64_t overflow = numbers[SettingRole::pool_overflow];
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    std::vector<Observation> seen;
    const auto add = [&](SettingRole role, std::int64_t value) {
        const std::string name = numbers.name_of(role);
        seen.push_back({.subject = name, .message = fmt::format("{} = {} means no limit", name, value)});
    };
    if (size <= 0) add(SettingRole::pool_size, size);
    if (overflow < 0) add(SettingRole::pool_overflow, overflow);
    return seen;
}

}  // namespace

constinit const Check pool_unlimited{
    .id = "pool.unlimited",
    .summary = "the pool has no limit",
    .severity = Severity::error,
    .needs = {Need::settings},
    .why =
        "SQLAlchemy takes a pool size of 0, and an overflow of -1, for \"no limit\": every update that waits opens "
        "one more connection, until the server has none left. Such a pool protects nothing "
        "(sqlalchemy/pool/impl.py).",
    .fix = "Say how many connections the pool may open.",
    .find = find_unlimited};

}  // namespace migrate
