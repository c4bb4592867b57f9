#include "checks/log/checks.hpp"
#include "src/settings/needed_numbers.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_token_leak(const Facts& facts) {
    const CurrentSetting* level = facts.settings->find(SettingRole::log_level);
    NeededNumbers numbers(*facts.settings);
    const std::int64_t number = numbers[SettingRole::log_level];
    if (!numbers.missing().empty()) return Outcome::skipped(numbers.missing());
    if (number >= 30) return {};
    return Observation{.subject = level->entry.name,
                       .message = fmt::format("{} = {} logs the URLs of Telegram, which hold the bot's token",
                                              level->entry.name, text_of(*level->value)),
                       .fix = fmt::format("Set {}=WARNING.", level->entry.name)};
}

}  // namespace

constinit const Check log_token_leak{
    .id = "log.token_leak",
    .summary = "the log gets the bot's token",
    .severity = Severity::error,
    .needs = {Need::settings},
    .why =
        "httpx logs the URL of every request at INFO, and Telegram's URLs hold the token of the bot: whoever reads "
        "the log, or the service it is shipped to, can be the bot (python-telegram-bot#3746).",
    .fix =
        "Set the level to WARNING, or the loggers httpx and httpcore to WARNING in code and leave this check out.",
    .find = find_token_leak};

}  // namespace migrate
