#include "checks/pooler/checks.hpp"
#include "src/settings/bot_setting.hpp"
#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_prepared_statements(const Facts& facts) {
    const SettingFacts& settings = *facts.settings;
    if (!goes_through_pooler(settings, facts.server ? &*facts.server : nullptr)) return {};
    NeededNumbers numbers(settings);
    const bool prepares = numbers[SettingRole::prepared_statements] != 0;
    const std::string mode = numbers.given(settings.pooler.mode, "pooler.mode");
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    if (!prepares || mode == "session") return {};
    const std::string name = numbers.name_of(SettingRole::prepared_statements);
    return Observation{.subject = name,
                       .message = fmt::format("{} are on, and the pooler pools by {}", name, mode)};
}

}  // namespace

constinit const Check pooler_prepared_statements{
    .id = "pooler.prepared_statements",
    .summary = "the driver prepares statements behind a pooler that pools by transaction",
    .severity = Severity::error,
    .needs = {Need::settings},
    .why =
        "A prepared statement stays with the server's session, and the next transaction gets another: \"prepared "
        "statement does not exist\", or somebody else's of the same name. PgBouncer follows them from 1.21 on with "
        "max_prepared_statements.",
    .fix =
        "Switch them off in the driver: prepare_threshold=None in psycopg, statement_cache_size=0 in asyncpg.",
    .find = find_prepared_statements};

}  // namespace migrate
