#include "checks/pooler/checks.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/connection_budget.hpp"
#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_clients(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    if (!goes_through_pooler(settings, facts.server ? &*facts.server : nullptr)) return {};
    NeededNumbers numbers(settings);
    const int each = numbers.given(settings.pooler.clients, "pooler.clients");
    const auto [budget, missing] = connection_budget(settings);
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    if (!missing.empty()) return Outcome::skipped(missing);
    const std::int64_t instances = settings.pooler.instances.value_or(1);
    if (budget.of_pools() <= instances * each) return {};
    return Observation{.subject = numbers.name_of(SettingRole::pool_size),
                       .message = fmt::format("{}, the pooler takes {} x {} = {}", budget.pools_arithmetic(),
                                              instances, each, instances * each)};
}

}  // namespace

constinit const Check pooler_clients{
    .id = "pooler.clients",
    .summary = "the pools open more connections than the pooler takes",
    .severity = Severity::error,
    .needs = {Need::settings},
    .why =
        "Beyond max_client_conn a pooler refuses connections, and the bot sees that as a server that is down.",
    .fix = "Make the pools smaller, or raise max_client_conn of the pooler.",
    .find = find_clients};

}  // namespace migrate
