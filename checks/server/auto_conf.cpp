#include "checks/server/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_auto_conf(const Facts& facts) {
    std::vector<Observation> seen;
    for (const auto& [name, setting] : facts.server->settings) {
        if (!setting.file.ends_with("postgresql.auto.conf")) continue;
        seen.push_back(
            {.subject = name,
             .message = fmt::format("{} = {}{} was set by ALTER SYSTEM", name, setting.value, setting.unit)});
    }
    return seen;
}

}  // namespace

constinit const Check server_auto_conf{
    .id = "server.auto_conf",
    .summary = "a setting comes from ALTER SYSTEM, which beats postgresql.conf",
    .severity = Severity::info,
    .needs = {Need::server},
    .why =
        "postgresql.auto.conf is read last and easily forgotten: what people write into postgresql.conf has no "
        "effect. Shown only to those who may see where settings stand.",
    .fix = "ALTER SYSTEM RESET … where postgresql.conf is meant to count.",
    .find = find_auto_conf};

}  // namespace migrate
