#include "checks/setting/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_unparsable(const Facts& facts) {
    std::vector<Observation> seen;
    for (const CurrentSetting& setting : facts.settings->settings) {
        const bool is_bad = setting.is_set() && !setting.value;
        if (!is_bad || setting.entry.role == SettingRole::log_level) continue;  // log.level_name says that
        seen.push_back(
            {.subject = setting.entry.name,
             .message = fmt::format("{} = {} ({}) is no {}", setting.entry.variable, setting.shown(),
                                    setting.source, value_words(setting.entry.kind))});
    }
    return seen;
}

}  // namespace

constinit const Check setting_unparsable{.id = "setting.unparsable",
                                         .summary = "a variable holds what is no value of its kind",
                                         .severity = Severity::error,
                                         .needs = {Need::settings},
                                         .why = "The bot stops at the start, or takes a default in silence.",
                                         .fix = "Write a value of the kind that the message names.",
                                         .find = find_unparsable};

}  // namespace migrate
