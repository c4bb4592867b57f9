#include "checks/pool/checks.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/connection_budget.hpp"
#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_fits_deploy(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    const auto overlap = settings.deployment.overlap;
    if (goes_through_pooler(settings, &*facts.server))
        return Outcome::skipped(
            "the bot's connections go to a pooler; pooler.servers counts those to the server");
    const auto [budget, missing] = connection_budget(settings);
    if (!missing.empty()) return Outcome::skipped(missing);
    const ServerSlots slots = server_slots(*facts.server);
    if (overlap == false || budget.wanted() > slots.usable || budget.wanted(2) <= slots.usable) return {};
    std::string fix = ways_to_fit(settings, *facts.server, slots, 2);
    if (!overlap)
        fix += " Where old and new never run together, say overlap = false in [deploy] of migrate.toml.";
    return Observation{
        .subject = NeededNumbers(settings).name_of(SettingRole::pool_overflow),
        .message = fmt::format("while a deploy runs old and new together: {}, the server lends {}",
                               budget.arithmetic(2), slots.arithmetic),
        .fix = std::move(fix),
        .severity = overlap ? Severity::error : Severity::warning};
}

}  // namespace

constinit const Check pool_fits_deploy{
    .id = "pool.fits_deploy",
    .summary = "the pools fit the server, but not twice, as while a deploy runs old and new together",
    .severity = Severity::warning,
    .needs = {Need::server, Need::settings},
    .why =
        "Most platforms start the new release before they end the old one. For that time there are twice as many "
        "pools, and SQLSTATE 53300 comes only while deploying, under load. An error where [deploy] says overlap = "
        "true.",
    .fix =
        "Make the pools smaller, or have the platform stop the old release first and say overlap = false in "
        "[deploy].",
    .find = find_fits_deploy};

}  // namespace migrate
