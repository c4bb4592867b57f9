#include "checks/pool/checks.hpp"

namespace migrate {

namespace {

Outcome find_no_reserve(const Facts& facts) {
    if (facts.server->count_of("superuser_reserved_connections") > 0) return {};
    return Observation{
        .subject = "superuser_reserved_connections",
        .message = "superuser_reserved_connections is 0: none of the connections is kept for repairs"};
}

}  // namespace

constinit const Check pool_no_reserve{
    .id = "pool.no_reserve",
    .summary = "the server reserves no connection for a superuser",
    .severity = Severity::warning,
    .needs = {Need::server},
    .why =
        "With superuser_reserved_connections = 0 nobody can log in to repair a server whose connections are all "
        "taken.",
    .fix = "Set superuser_reserved_connections = 3, its default, and restart the server.",
    .find = find_no_reserve};

}  // namespace migrate
