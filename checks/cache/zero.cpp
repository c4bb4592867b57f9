#include "checks/cache/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_zero(const Facts& facts) {
    std::vector<Observation> seen;
    for (const CurrentSetting& setting : facts.settings->settings) {
        if (setting.entry.role != SettingRole::cache_ttl || !setting.value || setting.value->number > 0)
            continue;
        seen.push_back({.subject = setting.entry.name,
                        .message = fmt::format("{} = {}", setting.entry.name, setting.text())});
    }
    return seen;
}

}  // namespace

constinit const Check cache_zero{
    .id = "cache.zero",
    .summary = "a cache keeps nothing",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "With a lifetime of 0 every message asks the database again, or, in some caches, an entry never expires.",
    .fix = "Set a lifetime above 0.",
    .find = find_zero};

}  // namespace migrate
