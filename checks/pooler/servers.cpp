#include "checks/pooler/checks.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/connection_budget.hpp"
#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_servers(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    if (!goes_through_pooler(settings, &*facts.server)) return {};
    NeededNumbers numbers(settings);
    const std::int64_t size = numbers.given(settings.pooler.size, "pooler.size");
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    const std::int64_t instances = settings.pooler.instances.value_or(1);
    const std::int64_t others = settings.deployment.other_connections;
    const ServerSlots slots = server_slots(*facts.server);
    const std::int64_t wanted = instances * size + others;
    if (wanted <= slots.usable) return {};
    return Observation{
        .subject = "max_connections",
        .message = fmt::format("{} x {} + {} = {} connections of the pooler, the server lends {}", instances,
                               size, others, wanted, slots.arithmetic)};
}

}  // namespace

constinit const Check pooler_servers{
    .id = "pooler.servers",
    .summary = "the pooler opens more connections than the server lends",
    .severity = Severity::error,
    .needs = {Need::server, Need::settings},
    .why =
        "A pooler, too, can exhaust the database that it protects: default_pool_size counts for each instance, and "
        "for each pair of user and database.",
    .fix = "Make the pooler's pool smaller, or max_connections larger.",
    .find = find_servers};

}  // namespace migrate
