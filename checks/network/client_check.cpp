#include "checks/network/checks.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/needed_numbers.hpp"

namespace migrate {

namespace {

Outcome find_client_check(const Facts& facts) {
    const ServerFacts& server = *facts.server;
    NeededNumbers numbers(*facts.settings);
    const std::int64_t drain = numbers.given(facts.settings->deployment.drain, "deploy.drain").count();
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    const auto interval = bot_milliseconds(server, *facts.settings, "client_connection_check_interval");
    if (!interval || *interval > 0 || drain > 0) return {};
    return Observation{.subject = "client_connection_check_interval",
                       .message =
                           "the bot is killed without time to end its queries, and the server does not look "
                           "whether a client is still there: client_connection_check_interval is 0"};
}

}  // namespace

constinit const Check network_client_check{
    .id = "network.client_check",
    .summary = "queries of a bot that was killed go on",
    .severity = Severity::info,
    .needs = {Need::server, Need::settings},
    .why =
        "Where the platform kills right after SIGTERM, the server learns of it only when it sends the result. From "
        "PostgreSQL 14 on client_connection_check_interval has it look meanwhile.",
    .fix = "Set client_connection_check_interval = '10s' for the bot's role.",
    .find = find_client_check};

}  // namespace migrate
