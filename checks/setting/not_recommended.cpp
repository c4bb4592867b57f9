#include "checks/setting/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_not_recommended(const Facts& facts) {
    std::vector<Observation> seen;
    for (const CurrentSetting& setting : facts.settings->settings) {
        const auto& recommended = setting.entry.recommended;
        if (!setting.value || !recommended || *setting.value == *recommended) continue;
        seen.push_back(
            {.subject = setting.entry.name,
             .message = fmt::format("{} is {} ({}); recommended is {}", setting.entry.name, setting.text(),
                                    setting.source, text_of(*recommended, setting.entry.unit))});
    }
    return seen;
}

}  // namespace

constinit const Check setting_not_recommended{
    .id = "setting.not_recommended",
    .summary = "a setting is another than the policy recommends",
    .severity = Severity::info,
    .needs = {Need::settings},
    .why =
        "A difference is no fault: other rules judge whether the values go together. The table shows both.",
    .fix = "Set the recommended value, or change the policy where the other is right.",
    .find = find_not_recommended};

}  // namespace migrate
