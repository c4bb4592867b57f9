#include "checks/history/checks.hpp"
#include "src/base/words.hpp"
#include "src/revision/applied_revisions.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_pending(const Facts& facts) {
    const RevisionGraph& graph = *facts.files;
    const RevisionSet applied = applied_revisions(graph, facts.history->history);
    std::vector<Observation> seen;
    for (const RevisionId& id : pending_revisions(graph, applied)) {
        const Revision& revision = graph.at(id);
        seen.push_back({.subject = id.text(),
                        .message = fmt::format("revision {} is not applied: {}", id.text(), revision.message),
                        .fix = facts.history->running.empty()
                                   ? ""
                                   : fmt::format("Wait: {} is at work.", facts.history->running),
                        .position = {revision.file, revision.id_line, 0}});
    }
    return seen;
}

}  // namespace

constinit const Check history_pending{
    .id = "history.pending",
    .summary = "a revision of the files is not applied to the database",
    .severity = Severity::error,
    .needs = {Need::files, Need::history},
    .why = "The program that these files belong to expects tables, columns and indexes that are not there.",
    .fix = "`migrate up --dry-run` shows what is to be done, `migrate up` does it.",
    .find = find_pending};

}  // namespace migrate
