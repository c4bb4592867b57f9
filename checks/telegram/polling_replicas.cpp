#include "checks/telegram/checks.hpp"
#include "src/settings/connection_budget.hpp"
#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_polling_replicas(const Facts& facts) {
    const Deployment& deploy = facts.settings->deployment;
    NeededNumbers numbers(*facts.settings);
    const bool polls = numbers.given(deploy.polling, "deploy.polling");
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    const std::int64_t pollers = std::int64_t{deploy.replicas} * deploy.processes;
    if (!polls || (pollers == 1 && deploy.overlap != true)) return {};
    if (pollers == 1)
        return Observation{.subject = "polling",
                           .message = "old and new poll together while a deploy runs",
                           .fix = "Have the platform stop the old release first, or use a webhook.",
                           .position = {},
                           .severity = Severity::warning};
    return Observation{
        .subject = "polling",
        .message = fmt::format("{} x {} = {} processes poll", deploy.replicas, deploy.processes, pollers)};
}

}  // namespace

constinit const Check telegram_polling_replicas{
    .id = "telegram.polling_replicas",
    .summary = "more than one process asks Telegram for updates",
    .severity = Severity::error,
    .needs = {Need::settings},
    .why =
        "Telegram answers the second getUpdates with 409 Conflict, and both bots lose updates in turn. That happens "
        "for a moment with every deploy that lets old and new run together: then it is a warning.",
    .fix = "Run one process that polls, or use a webhook, which any number of processes can serve.",
    .find = find_polling_replicas};

}  // namespace migrate
