#include "checks/timeout/checks.hpp"
#include "src/base/sql_text.hpp"
#include "src/settings/bot_setting.hpp"

#include <array>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::array<std::string_view, 4> timeouts{"statement_timeout", "idle_in_transaction_session_timeout",
                                                   "idle_session_timeout", "transaction_timeout"};

bool is_bare(const std::string& value) {
    return !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
}

std::string alter_of(const EffectiveSetting& layer) {
    if (layer.source.starts_with("role ")) return "ALTER ROLE";
    return layer.source.starts_with("database ") ? "ALTER DATABASE" : "ALTER ROLE ALL";
}

Outcome find_timeout_unit(const Facts& facts) {
    std::vector<Observation> seen;
    const std::string role = bot_role(*facts.server, *facts.settings);
    for (const std::string_view name : timeouts) {
        for (const EffectiveSetting& layer :
             setting_layers(*facts.server, name, role, facts.server->database)) {
            const bool is_stored = layer.source.starts_with("role ") ||
                                   layer.source.starts_with("database ") || layer.source == "all roles";
            const auto ms = layer.number().value_or(0);
            if (!is_stored || !is_bare(layer.value) || ms == 0 || ms >= 1000) continue;
            seen.push_back(
                {.subject = std::string(name),
                 .message = fmt::format("{} = {} ({}) is {} ms", name, layer.value, layer.source, ms),
                 .fix = fmt::format("{} … SET {} = '{}s' if seconds were meant, '{}ms' if not.",
                                    alter_of(layer), name, layer.value, layer.value)});
        }
    }
    return seen;
}

}  // namespace

constinit const Check timeout_unit{
    .id = "timeout.unit",
    .summary = "a timeout was written without a unit, and so means milliseconds",
    .severity = Severity::error,
    .needs = {Need::server, Need::settings},
    .why =
        "PostgreSQL takes a bare number of these settings for milliseconds: statement_timeout = 10 ends every query "
        "after a hundredth of a second.",
    .fix = "Write the unit.",
    .find = find_timeout_unit};

}  // namespace migrate
