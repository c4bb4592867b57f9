#include "checks/pool/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/connection_budget.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

struct Others {
    int sessions = 0;
    std::vector<std::string> roles;  ///< "cron 4"
};

Others others_of(const ServerFacts& server, const std::string& role) {
    Others others;
    for (const auto& [name, sessions] : server.connected) {
        if (name == role) continue;
        others.sessions += sessions;
        others.roles.push_back(fmt::format("{} {}", name, sessions));
    }
    return others;
}

Outcome find_other_users(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    const auto [budget, missing] = connection_budget(settings);
    if (!missing.empty()) return Outcome::skipped(missing);
    const Others others = others_of(*facts.server, bot_role(*facts.server, settings));
    const ServerSlots slots = server_slots(*facts.server);
    const bool fits_alone = budget.wanted() <= slots.usable;
    if (goes_through_pooler(settings, &*facts.server) || !fits_alone) return {};
    if (budget.of_bot() + others.sessions <= slots.usable) return {};
    return Observation{
        .subject = "max_connections",
        .message =
            fmt::format("the bot wants {}, other roles hold {} now ({}), and the server lends {}",
                        budget.bot_arithmetic(), others.sessions, list_of(others.roles), slots.arithmetic)};
}

}  // namespace

constinit const Check pool_other_users{
    .id = "pool.other_users",
    .summary = "the pools fit the server, but not beside the sessions that others hold now",
    .severity = Severity::warning,
    .needs = {Need::server, Need::settings},
    .why =
        "The budget counts other_connections of [deploy] for everything but the bot; more than that is connected. "
        "Counted from pg_stat_activity, this program's own session left out.",
    .fix =
        "End what is not needed, give those roles a CONNECTION LIMIT, or raise other_connections and make the pools "
        "fit.",
    .find = find_other_users};

}  // namespace migrate
