#include "checks/lifetime/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/needed_numbers.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_recycle_vs_nat(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    if (settings.endpoint.named && settings.endpoint.is_local()) return {};
    NeededNumbers numbers(settings);
    const std::int64_t recycle = numbers[SettingRole::pool_recycle];
    const std::int64_t idle = numbers.given(settings.deployment.network_idle, "deploy.network_idle").count();
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    if (idle == 0 || (recycle >= 0 && recycle < idle)) return {};
    const CurrentSetting* ping = settings.find(SettingRole::pre_ping);
    const bool pings = ping != nullptr && ping->value && ping->value->number != 0;
    const auto text = [](std::int64_t ms) { return duration_text(std::chrono::milliseconds(ms)); };
    const std::string name = numbers.name_of(SettingRole::pool_recycle);
    return Observation{.subject = name,
                       .message = fmt::format("{} = {}, the network drops what is idle for {}", name,
                                              recycle < 0 ? "never" : text(recycle), text(idle)),
                       .fix = fmt::format("Set {} below {} s.", name, idle / 1000),
                       .severity = pings ? Severity::warning : Severity::error};
}

}  // namespace

constinit const Check lifetime_recycle_vs_nat{
    .id = "lifetime.recycle_vs_nat",
    .summary = "connections are kept longer than the network keeps idle ones",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "NAT gateways and load balancers forget an idle connection after a while (AWS 350 s, Azure 4 min) and tell "
        "nobody. The next query waits until TCP gives up, unless the connection is tried first. An error where "
        "pre-ping is off.",
    .fix = "Let the pool replace connections before the network drops them.",
    .find = find_recycle_vs_nat};

}  // namespace migrate
