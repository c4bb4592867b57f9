#include "checks/server/checks.hpp"
#include "src/settings/bot_setting.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_read_only(const Facts& facts) {
    constexpr std::string_view name = "default_transaction_read_only";
    const ServerFacts& server = *facts.server;
    const auto setting = bot_setting(server, facts.settings ? *facts.settings : SettingFacts{}, name);
    if (!setting || setting->value != "on") return {};
    return Observation{.subject = std::string(name),
                       .message = fmt::format("{} is on for the bot ({})", name, setting->source)};
}

}  // namespace

constinit const Check server_read_only{
    .id = "server.read_only",
    .summary = "the bot can only read",
    .severity = Severity::error,
    .needs = {Need::server},
    .why =
        "default_transaction_read_only makes every write of the bot fail with SQLSTATE 25006. It is a switch for "
        "maintenance, or the wrong host.",
    .fix =
        "Set default_transaction_read_only to off where the message says it is on, or connect to the primary.",
    .find = find_read_only};

}  // namespace migrate
