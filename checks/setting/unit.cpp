#include "checks/setting/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

bool is_time(const CurrentSetting& setting) {
    return setting.entry.kind == SettingKind::seconds || setting.entry.kind == SettingKind::milliseconds;
}

/// Whether a bare number was meant in milliseconds where the bot reads seconds, or the other way round.
bool is_far_off(const CurrentSetting& setting) {
    constexpr std::int64_t far = 500;
    const auto& recommended = setting.entry.recommended;
    if (!recommended || setting.value->has_unit || setting.value->number <= 0) return false;
    if (setting.entry.kind == SettingKind::seconds) return setting.value->number >= far * recommended->number;
    return setting.value->number * far <= recommended->number;
}

std::string message_on(const CurrentSetting& setting, const SettingPolicy& policy) {
    const std::string_view unit = name_of(setting.entry.kind);
    if (setting.value->has_unit && !policy.accepts_units)
        return fmt::format("{} = {} has a unit; the bot reads a bare number of {}", setting.entry.variable,
                           setting.shown(), unit);
    if (is_far_off(setting))
        return fmt::format("{} = {} is read as {}; recommended is {}", setting.entry.variable,
                           setting.shown(), setting.text(), text_of(*setting.entry.recommended));
    return "";
}

Outcome find_setting_unit(const Facts& facts) {
    std::vector<Observation> seen;
    for (const CurrentSetting& setting : facts.settings->settings) {
        if (setting.given.empty() || !setting.value || !is_time(setting)) continue;
        std::string message = message_on(setting, facts.settings->policy);
        if (!message.empty()) seen.push_back({.subject = setting.entry.name, .message = std::move(message)});
    }
    return seen;
}

}  // namespace

constinit const Check setting_unit{
    .id = "setting.unit",
    .summary = "a variable is in another unit than the bot reads",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "A bot that reads int(os.environ[…]) stops at \"3s\"; say accepts_units = true in the policy where it does "
        "not. A number that is hundreds of times the recommended one was mostly meant in another unit.",
    .fix = "Write a bare number in the unit that the message names.",
    .find = find_setting_unit};

}  // namespace migrate
