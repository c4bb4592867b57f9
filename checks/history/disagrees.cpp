#include "checks/history/checks.hpp"
#include "src/revision/contradiction.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

Outcome find_disagrees(const Facts& facts) {
    const History& history = facts.history->history;
    if (!history.journal_exists)
        return Outcome::skipped("the database has no journal that this role may read");
    std::vector<Observation> seen;
    for (const JournalEntry& entry : find_contradictions(*facts.files, history))
        seen.push_back({.subject = entry.revision.text(),
                        .message = fmt::format(
                            "the journal says that {} {} it {}, alembic_version says the opposite",
                            entry.actor, entry.action == "up" ? "applied" : "undid", entry.started_at)});
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
    .find = find_disagrees};

}  // namespace migrate
