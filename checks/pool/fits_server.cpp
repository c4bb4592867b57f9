#include "checks/pool/checks.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/connection_budget.hpp"
#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_fits_server(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    if (goes_through_pooler(settings, &*facts.server))
        return Outcome::skipped(
            "the bot's connections go to a pooler; pooler.servers counts those to the server");
    const auto [budget, missing] = connection_budget(settings);
    if (!missing.empty()) return Outcome::skipped(missing);
    const ServerSlots slots = server_slots(*facts.server);
    if (budget.wanted() <= slots.usable) return {};
    return Observation{
        .subject = NeededNumbers(settings).name_of(SettingRole::pool_size),
        .message = fmt::format("{}, the server lends {}", budget.arithmetic(), slots.arithmetic),
        .fix = ways_to_fit(settings, *facts.server, slots, 1)};
}

}  // namespace

constinit const Check pool_fits_server{
    .id = "pool.fits_server",
    .summary = "the pools want more connections than the server lends",
    .severity = Severity::error,
    .needs = {Need::server, Need::settings},
    .why =
        "A pool opens up to pool_size + max_overflow connections (SQLAlchemy, error 3o7r). Under load the server "
        "then refuses with SQLSTATE 53300 whoever comes next, also whoever wants to repair it.",
    .fix = "Make the pools smaller, the server larger, or put a pooler in front of it.",
    .find = find_fits_server};

}  // namespace migrate
