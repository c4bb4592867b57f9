#include "checks/pool/checks.hpp"
#include "src/settings/connection_budget.hpp"
#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_open_files(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    NeededNumbers numbers(settings);
    const std::int64_t http = numbers[SettingRole::http_pool_size];
    const int limit = numbers.given(settings.deployment.open_files, "deploy.open_files");
    const auto [budget, missing] = connection_budget(settings);
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    if (!missing.empty()) return Outcome::skipped(missing);
    const std::int64_t wanted = budget.of_process() + http + 64;
    if (wanted < limit) return {};
    return Observation{.subject = numbers.name_of(SettingRole::http_pool_size),
                       .message = fmt::format("{} + {} + {} + 64 = {} files, the limit is {}", budget.pool,
                                              budget.overflow, http, wanted, limit)};
}

}  // namespace

constinit const Check pool_open_files{
    .id = "pool.open_files",
    .summary = "the bot may not have as many files open as its pools have connections",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "Every connection is an open file. At the limit (RLIMIT_NOFILE) connecting fails, and so does everything "
        "else that opens something. 64 are counted for the rest of the program.",
    .fix = "Raise the limit: `ulimit -n`, LimitNOFILE of systemd, nofile of Docker.",
    .find = find_open_files};

}  // namespace migrate
