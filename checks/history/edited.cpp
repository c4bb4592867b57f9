#include "checks/history/checks.hpp"
#include "src/revision/applied_revisions.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_edited(const Facts& facts) {
    const RevisionGraph& graph = *facts.files;
    const History& history = facts.history->history;
    if (!history.journal_exists)
        return Outcome::skipped(
            "the database has no journal that this role may read, so no checksum to compare with");
    std::vector<Observation> seen;
    for (const RevisionId& id : graph.order(applied_revisions(graph, history))) {
        const JournalEntry* entry = history.find(id);
        const Revision& revision = graph.at(id);
        const bool edited = entry != nullptr && entry->state == "done" && !entry->checksum.empty() &&
                            entry->checksum != revision.checksum;
        if (!edited) continue;
        seen.push_back({.subject = id.text(),
                        .message = fmt::format("the file of {} has changed since it was applied {} by {}",
                                               id.text(), entry->started_at, entry->actor),
                        .fix = "",
                        .position = {revision.file, revision.id_line, 0}});
    }
    return seen;
}

}  // namespace

constinit const Check history_edited{
    .id = "history.edited",
    .summary = "a file was edited after it was applied",
    .severity = Severity::error,
    .needs = {Need::files, Need::history},
    .why =
        "The database has what the file said then; a new database would get what it says now. Two databases of one "
        "history differ, and nothing else tells.",
    .fix = "Restore the file as it was applied, and write a new revision for the change: `migrate new`.",
    .find = find_edited};

}  // namespace migrate
