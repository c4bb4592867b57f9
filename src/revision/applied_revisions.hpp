#pragma once

#include "src/revision/history.hpp"
#include "src/revision/revision_graph.hpp"

namespace migrate {

/// The graph's revisions that a database has: those that its rows stand for and, where a row names a revision
/// that the graph does not know, those that the journal says were applied, since the unknown one has replaced
/// the row of its parent.
RevisionSet applied_revisions(const RevisionGraph& graph, const History& history);

/// The rows of alembic_version that the graph does not know.
std::vector<RevisionId> unknown_heads(const RevisionGraph& graph, const History& history);

/// The graph's revisions that a database does not have, in order.
std::vector<RevisionId> pending_revisions(const RevisionGraph& graph, const RevisionSet& applied);

/// Whether a run of it began and did not end.
bool is_unfinished(const JournalEntry* entry);

}  // namespace migrate
