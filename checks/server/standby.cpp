#include "checks/server/checks.hpp"

namespace migrate {

namespace {

Outcome find_standby(const Facts& facts) {
    if (!facts.server->in_recovery) return {};
    return Observation{.subject = "server",
                       .message = "the server is in recovery (a standby) and takes no writes"};
}

}  // namespace

constinit const Check server_standby{
    .id = "server.standby",
    .summary = "the database is a standby",
    .severity = Severity::error,
    .needs = {Need::server},
    .why = "A server in recovery takes no writes: the URL names a replica, or a failover has just happened.",
    .fix =
        "Connect to the primary; where the URL lists several hosts, target_session_attrs=read-write finds it.",
    .find = find_standby};

}  // namespace migrate
