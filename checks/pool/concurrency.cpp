#include "checks/pool/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/connection_budget.hpp"
#include "src/settings/needed_numbers.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_concurrency(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    NeededNumbers numbers(settings);
    const std::int64_t updates = numbers[SettingRole::concurrent_updates];
    const std::int64_t patience = numbers[SettingRole::pool_timeout];
    const auto [budget, missing] = connection_budget(settings);
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    if (!missing.empty()) return Outcome::skipped(missing);
    if (updates <= budget.of_process()) return {};
    const auto longest = bot_statement_timeout(settings, facts.server ? &*facts.server : nullptr);
    const bool may_fail = longest && (*longest == 0 || *longest > patience);
    const std::string pool_time = duration_text(std::chrono::milliseconds(patience));
    const std::string name = numbers.name_of(SettingRole::concurrent_updates);
    return Observation{
        .subject = name,
        .message = fmt::format(
            "{} of {} updates wait for one of {} + {} = {} connections{}", updates - budget.of_process(),
            updates, budget.pool, budget.overflow, budget.of_process(),
            may_fail ? fmt::format("; queries that take more than {} fail them", pool_time) : ""),
        .fix = fmt::format("Set {}={}, or statement_timeout below {}.", name, budget.of_process(), pool_time),
        .severity = may_fail ? Severity::warning : Severity::info};
}

}  // namespace

constinit const Check pool_concurrency{
    .id = "pool.concurrency",
    .summary = "more updates are handled at once than the pool has connections",
    .severity = Severity::info,
    .needs = {Need::settings},
    .why =
        "What is above the pool waits for a connection. While queries are short that is harmless; one that takes "
        "longer than the pool's timeout fails those who wait (measured: 75 updates that hold a connection for 6 s, "
        "65 connections, a timeout of 5 s: exactly 10 errors). A warning where statement_timeout lets a query take "
        "that long.",
    .fix = "Handle fewer updates at once, or let statement_timeout end before the pool's timeout.",
    .find = find_concurrency};

}  // namespace migrate
