#include "checks/network/checks.hpp"
#include "src/settings/endpoint_times.hpp"

namespace migrate {

namespace {

Outcome find_user_timeout(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    if (!settings.endpoint.named) return Outcome::skipped("no database was named");
    if (settings.endpoint.is_local() || has_user_timeout(settings) || sets_keepalives(settings)) return {};
    return Observation{
        .subject = "tcp_user_timeout",
        .message = "neither tcp_user_timeout nor keepalives_idle is set for the way to the database"};
}

}  // namespace

constinit const Check network_user_timeout{
    .id = "network.user_timeout",
    .summary = "a query on a connection that is gone waits until TCP gives up",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "Without tcp_user_timeout and keep-alives, a path that drops packets silently holds a query, and the pool's "
        "own try of a connection, for about 15 minutes (AWS Aurora, Dead connection handling).",
    .fix = "Add tcp_user_timeout=10000 to the database URL.",
    .find = find_user_timeout};

}  // namespace migrate
