#include "checks/network/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/endpoint_times.hpp"
#include "src/settings/needed_numbers.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_keepalive(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    if (!settings.endpoint.named) return Outcome::skipped("no database was named");
    if (settings.endpoint.is_local()) return {};
    NeededNumbers numbers(settings);
    const std::int64_t limit = numbers.given(settings.deployment.network_idle, "deploy.network_idle").count();
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    const auto first = first_keepalive(settings);
    if (limit == 0 || (first && *first < limit)) return {};
    const auto text = [](std::int64_t ms) { return duration_text(std::chrono::milliseconds(ms)); };
    return Observation{
        .subject = "keepalives_idle",
        .message = fmt::format("{}, the network drops what is idle for {}",
                               first ? fmt::format("the first keep-alive is sent after {}", text(*first))
                                     : "keep-alives are off",
                               text(limit))};
}

}  // namespace

constinit const Check network_keepalive{
    .id = "network.keepalive",
    .summary = "no keep-alive is sent before the network drops idle connections",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "libpq switches keep-alives on, but leaves it to the operating system when the first is sent: after 2 hours "
        "on Linux. A connection that the network has forgotten by then looks alive.",
    .fix = "Add keepalives_idle=60&keepalives_interval=10&keepalives_count=3 to the database URL.",
    .find = find_keepalive};

}  // namespace migrate
