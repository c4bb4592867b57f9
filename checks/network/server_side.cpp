#include "checks/network/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/needed_numbers.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_server_side(const Facts& facts) {
    if (facts.server->over_socket) return {};
    NeededNumbers numbers(*facts.settings);
    const std::int64_t limit =
        numbers.given(facts.settings->deployment.network_idle, "deploy.network_idle").count();
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    const std::int64_t idle = facts.server->count_of("tcp_keepalives_idle") * 1000;
    if (limit == 0 || idle <= limit) return {};
    const auto text = [](std::int64_t ms) { return duration_text(std::chrono::milliseconds(ms)); };
    return Observation{
        .subject = "tcp_keepalives_idle",
        .message = fmt::format("tcp_keepalives_idle = {}, the network drops what is idle for {}", text(idle),
                               text(limit))};
}

}  // namespace

constinit const Check network_server_side{
    .id = "network.server_side",
    .summary = "the server notices a lost client later than the network does",
    .severity = Severity::info,
    .needs = {Need::server, Need::settings},
    .why = "Clients that are gone count against max_connections until the server's own keep-alive finds out.",
    .fix = "Set tcp_keepalives_idle = 60 on the server; a reload is enough.",
    .find = find_server_side};

}  // namespace migrate
