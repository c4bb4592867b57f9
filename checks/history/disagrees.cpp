#include "checks/history/checks.hpp"
#include "src/revision/applied_revisions.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

/// A stamp says what is from then on; it tells nothing of the entries before it.
std::string newest_stamp(const History& history) {
    std::string newest;
    for (const JournalEntry& entry : history.entries) {
        if (entry.action == "stamp") newest = std::max(newest, entry.started_at);
    }
    return newest;
}

/// What the journal says last of a revision, where alembic_version says something else.
std::string contradiction(const JournalEntry& entry, bool applied) {
    if (entry.state != "done") return "";
    if (entry.action == "up" && !applied) return "applied it";
    if (entry.action == "down" && applied) return "undid it";
    return "";
}

Outcome find_disagreement(const Facts& facts) {
    const RevisionGraph& graph = *facts.files;
    const History& history = facts.history->history;
    if (!history.journal_exists)
        return Outcome::skipped("the database has no journal that this role may read");
    const RevisionSet applied = applied_revisions(graph, history);
    const std::string stamped = newest_stamp(history);
    std::vector<Observation> seen;
    for (const JournalEntry& entry : history.entries) {
        if (!graph.contains(entry.revision) || entry.started_at <= stamped) continue;
        const std::string did = contradiction(entry, applied.contains(entry.revision));
        if (did.empty()) continue;
        seen.push_back(
            {.subject = entry.revision.text(),
             .message = fmt::format("the journal says that {} {} {}, alembic_version says the opposite",
                                    entry.actor, did, entry.started_at)});
    }
    return seen;
}

}  // namespace

constinit const Check history_disagrees{
    .id = "history.disagrees",
    .summary = "the journal and alembic_version tell different stories",
    .severity = Severity::warning,
    .needs = {Need::files, Need::history},
    .why =
        "Alembic or a person moved alembic_version after migrate did. That is allowed; where it was a mistake, one of the "
        "two is wrong about the tables.",
    .fix = "Look at the tables, and stamp what is true: `migrate stamp REVISION`.",
    .find = find_disagreement};

}  // namespace migrate
