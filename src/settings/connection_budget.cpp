#include "src/settings/connection_budget.hpp"

#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

std::string factors(const ConnectionBudget& budget, int generations) {
    std::string text = generations > 1 ? fmt::format("{} x ", generations) : "";
    text += budget.replicas == 1 ? "1 replica x " : fmt::format("{} replicas x ", budget.replicas);
    if (budget.processes > 1) text += fmt::format("{} processes x ", budget.processes);
    return text;
}

}  // namespace

std::string ConnectionBudget::arithmetic(int generations) const {
    return fmt::format("{}({} + {} + {}) + {} = {} connections", factors(*this, generations), pool, overflow,
                       side, others, wanted(generations));
}

std::string ConnectionBudget::bot_arithmetic() const {
    return fmt::format("{}({} + {} + {}) = {} connections", factors(*this, 1), pool, overflow, side,
                       of_bot());
}

std::string ConnectionBudget::pools_arithmetic() const {
    return fmt::format("{}({} + {}) = {} connections", factors(*this, 1), pool, overflow, of_pools());
}

KnownBudget connection_budget(const SettingFacts& settings) {
    NeededNumbers numbers(settings);
    KnownBudget known;
    known.budget = {.pool = numbers[SettingRole::pool_size],
                    .overflow = numbers[SettingRole::pool_overflow],
                    .side = settings.deployment.side_connections,
                    .processes = settings.deployment.processes,
                    .replicas = settings.deployment.replicas,
                    .others = settings.deployment.other_connections};
    known.missing = numbers.missing();
    if (known.missing.empty() && (known.budget.pool < 1 || known.budget.overflow < 0))
        known.missing = fmt::format("{} = {} and {} = {}: the pool has no limit to count with",
                                    numbers.name_of(SettingRole::pool_size), known.budget.pool,
                                    numbers.name_of(SettingRole::pool_overflow), known.budget.overflow);
    return known;
}

ServerSlots server_slots(const ServerFacts& server) {
    const std::int64_t all = server.count_of("max_connections");
    const std::int64_t reserved =
        server.count_of("superuser_reserved_connections") + server.count_of("reserved_connections");
    if (reserved == 0) return {all, std::to_string(all)};
    return {all - reserved, fmt::format("{} ({} - {} reserved)", all - reserved, all, reserved)};
}

std::string ways_to_fit(const SettingFacts& settings, const ServerFacts& server, const ServerSlots& slots,
                        int generations) {
    const ConnectionBudget budget = connection_budget(settings).budget;
    const std::int64_t pools = generations * budget.replicas * budget.processes;
    const std::int64_t room = (slots.usable - budget.others) / pools - budget.side;
    const std::int64_t needed =
        budget.wanted(generations) + server.count_of("max_connections") - slots.usable;
    const NeededNumbers names(settings);
    std::string first;
    if (room > budget.pool)
        first = fmt::format("{}={}", names.name_of(SettingRole::pool_overflow), room - budget.pool);
    else if (room > 0)
        first = fmt::format("{}={} and {}=0", names.name_of(SettingRole::pool_size), room,
                            names.name_of(SettingRole::pool_overflow));
    else
        first = "Fewer replicas or processes";
    return fmt::format(
        "{}{}; or max_connections = {} and a restart of the server; or a pooler in front of it.",
        room > 0 ? "Set " : "", first, needed);
}

}  // namespace migrate
