#include "src/revision/contradiction.hpp"

#include "src/revision/applied_revisions.hpp"

#include <algorithm>

namespace migrate {

namespace {

/// A stamp says what is from then on; the entries before it tell nothing any more.
std::string newest_stamp(const History& history) {
    std::string newest;
    for (const JournalEntry& entry : history.entries) {
        if (entry.action == "stamp") newest = std::max(newest, entry.started_at);
    }
    return newest;
}

bool contradicts(const JournalEntry& entry, bool applied) {
    return entry.state == "done" && (entry.action == "up" ? !applied : entry.action == "down" && applied);
}

}  // namespace

std::vector<JournalEntry> find_contradictions(const RevisionGraph& graph, const History& history) {
    const RevisionSet applied = applied_revisions(graph, history);
    const std::string stamped = newest_stamp(history);
    std::vector<JournalEntry> found;
    for (const JournalEntry& entry : history.entries) {
        const bool tells = graph.contains(entry.revision) && entry.started_at > stamped;
        if (tells && contradicts(entry, applied.contains(entry.revision))) found.push_back(entry);
    }
    return found;
}

}  // namespace migrate
