#include "checks/lifetime/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/needed_numbers.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_neon_zero(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    if (!settings.provider || !settings.provider->suspends_after) return {};
    NeededNumbers numbers(settings);
    const std::int64_t recycle = numbers[SettingRole::pool_recycle];
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    const std::int64_t after = settings.provider->suspends_after->count();
    if (recycle >= 0 && recycle < after) return {};
    const auto text = [](std::int64_t ms) { return duration_text(std::chrono::milliseconds(ms)); };
    const std::string name = numbers.name_of(SettingRole::pool_recycle);
    return Observation{
        .subject = name,
        .message = fmt::format("{} = {}, {} stops a server that is idle for {}", name,
                               recycle < 0 ? "never" : text(recycle), settings.provider->name, text(after)),
        .fix = fmt::format("Set {} below {} s.", name, after / 1000)};
}

}  // namespace

constinit const Check lifetime_neon_zero{
    .id = "lifetime.neon_zero",
    .summary = "the pool keeps connections beyond the time after which the server is stopped",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "Neon stops a server that nobody uses for 5 minutes, and cuts what is connected; or the pool's own queries "
        "keep it awake, and that costs money.",
    .fix = "Replace connections before that.",
    .find = find_neon_zero};

}  // namespace migrate
