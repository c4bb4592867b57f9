#include "checks/setting/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_unset(const Facts& facts) {
    std::vector<Observation> seen;
    for (const CurrentSetting& setting : facts.settings->settings) {
        if (setting.is_set()) continue;
        const auto& recommended = setting.entry.recommended;
        seen.push_back(
            {.subject = setting.entry.name,
             .message = fmt::format(
                 "{} is not set{}", setting.entry.variable,
                 recommended ? fmt::format("; recommended is {}", text_of(*recommended, setting.entry.unit))
                             : ""),
             .fix = recommended
                        ? fmt::format("Set {}={}.", setting.entry.variable, bare_text_of(*recommended))
                        : ""});
    }
    return seen;
}

}  // namespace

constinit const Check setting_unset{
    .id = "setting.unset",
    .summary = "a variable that the policy names is not set",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "The bot then takes whatever its code falls back to, which nobody has looked at: it may be a pool of 5 or "
        "no timeout at all. A default in the policy says what that is, and then nothing is missing.",
    .fix = "Set it, or say its default in the settings policy.",
    .find = find_unset};

}  // namespace migrate
