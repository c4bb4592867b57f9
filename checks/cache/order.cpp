#include "checks/cache/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_order(const Facts& facts) {
    std::vector<Observation> seen;
    for (const CurrentSetting& setting : facts.settings->settings) {
        const CurrentSetting* limit = facts.settings->find(std::string_view(setting.entry.at_most));
        if (setting.entry.at_most.empty() || limit == nullptr || !setting.value || !limit->value) continue;
        if (setting.value->number <= limit->value->number) continue;
        seen.push_back({.subject = setting.entry.name,
                        .message = fmt::format("{} = {} is above {} = {}", setting.entry.name, setting.text(),
                                               limit->entry.name, limit->text())});
    }
    return seen;
}

}  // namespace

constinit const Check cache_order{
    .id = "cache.order",
    .summary = "a cache keeps what it was made from for a shorter time",
    .severity = Severity::warning,
    .needs = {Need::settings},
    .why =
        "The policy says which lifetime is to be at most which other (at_most). A profile that outlives its persona "
        "shows what is no longer true.",
    .fix = "Put the lifetimes in order.",
    .find = find_order};

}  // namespace migrate
