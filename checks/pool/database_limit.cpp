#include "checks/pool/checks.hpp"
#include "src/base/sql_text.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/connection_budget.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_database_limit(const Facts& facts) {
    const auto [budget, missing] = connection_budget(*facts.settings);
    if (!missing.empty()) return Outcome::skipped(missing);
    const ServerFacts& server = *facts.server;
    const ServerRole* role = server.find_role(bot_role(server, *facts.settings));
    const bool is_bound = server.database_limit >= 0 && (role == nullptr || !role->superuser);
    if (!is_bound || budget.wanted() <= server.database_limit) return {};
    return Observation{.subject = fmt::format("database {}", server.database),
                       .message = fmt::format("the database {} takes {}, and {} are wanted", server.database,
                                              server.database_limit, budget.arithmetic()),
                       .fix = fmt::format("ALTER DATABASE {} CONNECTION LIMIT {}; or smaller pools.",
                                          quote_identifier(server.database), budget.wanted())};
}

}  // namespace

constinit const Check pool_database_limit{
    .id = "pool.database_limit",
    .summary = "the database takes fewer connections than the pools open",
    .severity = Severity::error,
    .needs = {Need::server, Need::settings},
    .why =
        "ALTER DATABASE … CONNECTION LIMIT binds everybody but superusers: the server refuses with SQLSTATE 53300.",
    .fix = "ALTER DATABASE … CONNECTION LIMIT, or smaller pools.",
    .find = find_database_limit};

}  // namespace migrate
