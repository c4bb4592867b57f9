#include "checks/cache/checks.hpp"
#include "src/base/words.hpp"
#include "src/revision/applied_revisions.hpp"

#include <chrono>

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_migration(const Facts& facts) {
    const CurrentSetting* longest = nullptr;
    for (const CurrentSetting& setting : facts.settings->settings) {
        if (setting.entry.role != SettingRole::cache_ttl || !setting.value) continue;
        if (longest == nullptr || setting.value->number > longest->value->number) longest = &setting;
    }
    const RevisionSet applied = applied_revisions(*facts.files, facts.history->history);
    const std::size_t pending = pending_revisions(*facts.files, applied).size();
    if (longest == nullptr || longest->value->number <= 0 || pending == 0) return {};
    return Observation{
        .subject = longest->entry.name,
        .message = fmt::format("{} pending; {} lets what was cached before live for {}",
                               count_of(pending, "revision is", "revisions are"), longest->entry.name,
                               duration_text(std::chrono::milliseconds(longest->value->number)))};
}

}  // namespace

constinit const Check cache_migration{
    .id = "cache.migration",
    .summary = "after the pending revisions the caches go on showing what was before",
    .severity = Severity::info,
    .needs = {Need::files, Need::history, Need::settings},
    .why = "What is cached outlives a change of the tables, up to the longest lifetime.",
    .fix = "Flush the caches after `migrate up`.",
    .find = find_migration};

}  // namespace migrate
