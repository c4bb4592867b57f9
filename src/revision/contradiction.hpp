#pragma once

#include "src/revision/history.hpp"
#include "src/revision/revision_graph.hpp"

#include <vector>

namespace migrate {

/// Entries of the journal, newer than the last stamp, that alembic_version contradicts: an `up` of a revision
/// that it says is not applied, a `down` of one that it says is. Alembic or a person moved the rows since.
std::vector<JournalEntry> find_contradictions(const RevisionGraph& graph, const History& history);

}  // namespace migrate
