#include "src/revision/applied_revisions.hpp"

namespace migrate {

RevisionSet applied_revisions(const RevisionGraph& graph, const History& history) {
    RevisionSet known;
    for (const RevisionId& head : history.heads) {
        if (graph.contains(head)) known.insert(head);
    }
    RevisionSet applied = graph.ancestors(known);
    if (unknown_heads(graph, history).empty()) return applied;
    for (const JournalEntry& entry : history.entries) {
        const bool is_applied = entry.state == "done" && entry.action != "down";
        if (is_applied && graph.contains(entry.revision)) applied.insert(entry.revision);
    }
    return applied;
}

std::vector<RevisionId> unknown_heads(const RevisionGraph& graph, const History& history) {
    std::vector<RevisionId> unknown;
    for (const RevisionId& head : history.heads) {
        if (!graph.contains(head)) unknown.push_back(head);
    }
    return unknown;
}

std::vector<RevisionId> pending_revisions(const RevisionGraph& graph, const RevisionSet& applied) {
    RevisionSet pending;
    for (const Revision& revision : graph.revisions()) {
        if (!applied.contains(revision.id)) pending.insert(revision.id);
    }
    return graph.order(pending);
}

bool is_unfinished(const JournalEntry* entry) {
    return entry != nullptr && entry->state == "started";
}

}  // namespace migrate
