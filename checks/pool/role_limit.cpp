#include "checks/pool/checks.hpp"
#include "src/base/sql_text.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/connection_budget.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_role_limit(const Facts& facts) {
    const auto [budget, missing] = connection_budget(*facts.settings);
    if (!missing.empty()) return Outcome::skipped(missing);
    const std::string name = bot_role(*facts.server, *facts.settings);
    const ServerRole* role = facts.server->find_role(name);
    if (role == nullptr)
        return Outcome::skipped(fmt::format("the server has no role {} that may log in", name));
    const bool is_bound = role->connection_limit >= 0 && !role->superuser;
    if (!is_bound || budget.of_bot() <= role->connection_limit) return {};
    return Observation{.subject = fmt::format("role {}", name),
                       .message = fmt::format("the role {} may open {}, the bot wants {}", name,
                                              role->connection_limit, budget.bot_arithmetic()),
                       .fix = fmt::format("ALTER ROLE {} CONNECTION LIMIT {}; or smaller pools.",
                                          quote_identifier(name), budget.of_bot())};
}

}  // namespace

constinit const Check pool_role_limit{
    .id = "pool.role_limit",
    .summary = "the bot's role may open fewer connections than the pools do",
    .severity = Severity::error,
    .needs = {Need::server, Need::settings},
    .why =
        "ALTER ROLE … CONNECTION LIMIT binds everybody but superusers: the server refuses with SQLSTATE 53300, too "
        "many connections for role.",
    .fix = "ALTER ROLE … CONNECTION LIMIT, or smaller pools.",
    .find = find_role_limit};

}  // namespace migrate
