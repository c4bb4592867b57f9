#include "checks/log/checks.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

bool is_in_capitals(const std::string& text) {
    return std::ranges::none_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

Outcome find_level_name(const Facts& facts) {
    const CurrentSetting* level = facts.settings->find(SettingRole::log_level);
    if (level == nullptr || level->given.empty()) return Outcome::skipped("no variable gives the log level");
    if (level->value && is_in_capitals(level->given)) return {};
    if (level->value)
        return Observation{
            .subject = level->entry.name,
            .message = fmt::format("{} = {} is not in capitals", level->entry.name, level->shown()),
            .fix = fmt::format("Set {}={}.", level->entry.name, text_of(*level->value)),
            .position = {},
            .severity = Severity::info};
    return Observation{
        .subject = level->entry.name,
        .message = fmt::format("{} = {} is no level of Python's logging", level->entry.name, level->shown())};
}

}  // namespace

constinit const Check log_level_name{
    .id = "log.level_name",
    .summary = "the log level is not one that Python knows",
    .severity = Severity::error,
    .needs = {Need::settings},
    .why =
        "logging raises ValueError for it when the bot starts. Names are in capitals; a bot that turns them itself "
        "takes others, so that is a remark.",
    .fix = "Use DEBUG, INFO, WARNING, ERROR or CRITICAL.",
    .find = find_level_name};

}  // namespace migrate
