#include "checks/pool/checks.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/connection_budget.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_headroom(const Facts& facts) {
    const auto [budget, missing] = connection_budget(*facts.settings);
    if (!missing.empty()) return Outcome::skipped(missing);
    const ServerSlots slots = server_slots(*facts.server);
    const std::int64_t left = slots.usable - budget.wanted();
    const std::int64_t least = std::max<std::int64_t>(3, slots.usable / 20);
    if (goes_through_pooler(*facts.settings, &*facts.server) || left < 0 || left >= least) return {};
    return Observation{.subject = "max_connections",
                       .message = fmt::format("{} of {} leave {}, fewer than {}", budget.arithmetic(),
                                              slots.arithmetic, left, least)};
}

}  // namespace

constinit const Check pool_headroom{
    .id = "pool.headroom",
    .summary = "the pools fit, but leave hardly a connection for people",
    .severity = Severity::warning,
    .needs = {Need::server, Need::settings},
    .why =
        "When the pools are full, psql and this program need a connection, too. At least 3, or 5 of 100, should be "
        "left; the reserved ones are the last resort of a superuser.",
    .fix = "Make the pools a little smaller, or max_connections larger.",
    .find = find_headroom};

}  // namespace migrate
