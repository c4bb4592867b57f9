#include "checks/telegram/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_pool_timeout(const Facts& facts) {
    const CurrentSetting* database = facts.settings->find(SettingRole::pool_timeout);
    const CurrentSetting* http = facts.settings->find(SettingRole::http_pool_timeout);
    if (database == nullptr || http == nullptr || database->entry.variable.empty()) return {};
    if (database->entry.variable != http->entry.variable) return {};
    return Observation{.subject = database->entry.name,
                       .message = fmt::format("{} feeds both {} and {}", database->entry.variable,
                                              database->entry.name, http->entry.name),
                       .fix = "",
                       .position = http->entry.position};
}

}  // namespace

constinit const Check telegram_pool_timeout{
    .id = "telegram.pool_timeout",
    .summary = "one variable feeds two different pool timeouts",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "python-telegram-bot's pool_timeout (1 s by default) is the wait for an HTTP connection; SQLAlchemy's (30 s "
        "by default) is that for a connection to the database. What is right for one is wrong for the other.",
    .fix = "Give each of them a variable of its own.",
    .find = find_pool_timeout};

}  // namespace migrate
