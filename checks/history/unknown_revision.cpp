#include "checks/history/checks.hpp"
#include "src/revision/applied_revisions.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

std::string origin_of(const JournalEntry* entry) {
    if (entry == nullptr) return "the journal does not know it: Alembic or another program applied it";
    return fmt::format("applied {} by {} with migrate {}", entry->started_at, entry->actor, entry->version);
}

Outcome find_unknown_revision(const Facts& facts) {
    const History& history = facts.history->history;
    std::vector<Observation> seen;
    for (const RevisionId& id : unknown_heads(*facts.files, history))
        seen.push_back({.subject = id.text(),
                        .message = fmt::format("the database is at {}, which the files do not know; {}",
                                               id.text(), origin_of(history.find(id)))});
    return seen;
}

}  // namespace

constinit const Check history_unknown_revision{
    .id = "history.unknown_revision",
    .summary = "the database is at a revision that the files do not know",
    .severity = Severity::error,
    .needs = {Need::files, Need::history},
    .why =
        "The database is newer than these files, or went another way. A program of these files may write what the newer "
        "schema does not expect.",
    .fix =
        "Use the release that knows the revision, or undo it with `migrate down` where its way back is stored.",
    .find = find_unknown_revision};

}  // namespace migrate
