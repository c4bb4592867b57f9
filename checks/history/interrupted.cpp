#include "checks/history/checks.hpp"
#include "src/revision/applied_revisions.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_interrupted(const Facts& facts) {
    std::vector<Observation> seen;
    if (!facts.history->running.empty()) return seen;  // it is being worked on
    for (const JournalEntry& entry : facts.history->history.entries) {
        if (!is_unfinished(&entry)) continue;
        seen.push_back({.subject = entry.revision.text(),
                        .message = fmt::format("{} of {} began {} as {} and did not end", entry.action,
                                               entry.revision.text(), entry.started_at, entry.actor)});
    }
    return seen;
}

}  // namespace

constinit const Check history_interrupted{
    .id = "history.interrupted",
    .summary = "a run began and did not end, and nobody is at work on it",
    .severity = Severity::error,
    .needs = {Need::history},
    .why =
        "The runner was killed, or lost its server for good. What it had begun may be half done: an INVALID index, or a "
        "revision that runs statement by statement.",
    .fix = "`migrate up` goes on where it stopped; `migrate status` shows how far it came.",
    .find = find_interrupted};

}  // namespace migrate
