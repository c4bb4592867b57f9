#include "checks/timeout/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/needed_numbers.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_connect_hosts(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    if (!settings.endpoint.named) return Outcome::skipped("no database was named");
    if (settings.endpoint.is_local()) return {};
    NeededNumbers numbers(settings);
    const std::int64_t each = numbers[SettingRole::connect_timeout];
    const std::int64_t patience = numbers[SettingRole::pool_timeout];
    const int addresses = settings.endpoint.addresses;
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    if (addresses == 0) return Outcome::skipped("the database's host cannot be resolved here");
    if (addresses * each <= patience) return {};
    const auto text = [](std::int64_t ms) { return duration_text(std::chrono::milliseconds(ms)); };
    const std::string name = numbers.name_of(SettingRole::connect_timeout);
    return Observation{.subject = name,
                       .message = fmt::format("{} addresses x {} = {}, the pool waits {}", addresses,
                                              text(each), text(addresses * each), text(patience))};
}

}  // namespace

constinit const Check timeout_connect_hosts{
    .id = "timeout.connect_hosts",
    .summary = "connecting may take longer than the pool waits",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "The timeout counts for each address of each host: two silent ones with 3 s took 6 s (measured). Meanwhile "
        "the pool's timeout is over, and its error hides that the server is away.",
    .fix = "Make the connect timeout shorter, or name fewer addresses.",
    .find = find_connect_hosts};

}  // namespace migrate
