#include "checks/server/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_pending_restart(const Facts& facts) {
    std::vector<Observation> seen;
    for (const auto& [name, setting] : facts.server->settings) {
        if (!setting.pending_restart) continue;
        seen.push_back(
            {.subject = name,
             .message = fmt::format("{} was changed in the files, and is {} until the server restarts", name,
                                    setting.value)});
    }
    return seen;
}

}  // namespace

constinit const Check server_pending_restart{
    .id = "server.pending_restart",
    .summary = "a setting was changed and waits for a restart of the server",
    .severity = Severity::warning,
    .needs = {Need::server},
    .why =
        "The file says one thing and the server does another; with the next restart, planned or not, it changes.",
    .fix = "Restart the server, or take the change back.",
    .find = find_pending_restart};

}  // namespace migrate
