#include "checks/server/checks.hpp"
#include "src/base/words.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/connection_budget.hpp"
#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

std::int64_t bytes_of(const Facts& facts, std::string_view name) {
    const auto setting = bot_setting(*facts.server, *facts.settings, name);
    return setting ? setting->number().value_or(0) : 0;
}

Outcome find_memory(const Facts& facts) {
    NeededNumbers numbers(*facts.settings);
    const std::int64_t ram = numbers.given(facts.settings->deployment.ram, "deploy.ram");
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    const std::int64_t slots = server_slots(*facts.server).usable;
    const std::int64_t work = bytes_of(facts, "work_mem");
    const std::int64_t shared = bytes_of(facts, "shared_buffers");
    const std::int64_t workers = facts.server->count_of("autovacuum_max_workers");
    const std::int64_t maintenance = bytes_of(facts, "maintenance_work_mem");
    const std::int64_t wanted = slots * work * 3 / 2 + shared + workers * maintenance;
    if (wanted <= ram / 5 * 4) return {};
    return Observation{.subject = "work_mem",
                       .message = fmt::format("{} x {} x 1.5 + {} + {} x {} = {} of {}", slots,
                                              bytes_text(work), bytes_text(shared), workers,
                                              bytes_text(maintenance), bytes_text(wanted), bytes_text(ram)),
                       .fix = "",
                       .position = {},
                       .severity = wanted > ram ? Severity::error : Severity::warning};
}

}  // namespace

constinit const Check server_memory{
    .id = "server.memory",
    .summary = "the server's memory does not cover what its settings allow",
    .severity = Severity::warning,
    .needs = {Need::server, Need::settings},
    .why =
        "Every connection may take work_mem, some queries several times (1.5 is counted, as postgresqltuner does), "
        "beside shared_buffers and maintenance_work_mem of each autovacuum worker. Above 80 % of the memory a "
        "warning, above all of it an error: the kernel then kills the server.",
    .fix = "Lower work_mem or max_connections; ram in [deploy] says what the server has.",
    .find = find_memory};

}  // namespace migrate
