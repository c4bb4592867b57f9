#include "checks/timeout/checks.hpp"
#include "src/base/sql_text.hpp"
#include "src/settings/bot_setting.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_statement_zero(const Facts& facts) {
    const auto setting = bot_setting(*facts.server, *facts.settings, "statement_timeout");
    if (!setting)
        return Outcome::skipped("what the bot's role gets as statement_timeout is not shown to this role");
    if (setting->number() != 0) return {};
    return Observation{
        .subject = "statement_timeout",
        .message = fmt::format("statement_timeout is 0 for the bot ({})", setting->source),
        .fix = fmt::format("ALTER ROLE {} SET statement_timeout = '10s', or set it in the driver.",
                           quote_identifier(bot_role(*facts.server, *facts.settings)))};
}

}  // namespace

constinit const Check timeout_statement_zero{
    .id = "timeout.statement_zero",
    .summary = "nothing ends a query of the bot",
    .severity = Severity::error,
    .needs = {Need::server, Need::settings},
    .why =
        "A query that waits or runs without end holds a connection of the pool, its locks, and vacuum back.",
    .fix = "ALTER ROLE … SET statement_timeout = '10s', or set it in the driver.",
    .find = find_statement_zero};

}  // namespace migrate
