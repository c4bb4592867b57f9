#pragma once

#include "src/revision/revision_graph.hpp"

#include <vector>

namespace migrate {

class Connection;

/// Makes alembic_version hold exactly `heads` without running anything, and journals it. Precondition: the
/// runner's lock is held.
void run_stamp(Connection& connection, const RevisionGraph& graph, const std::vector<RevisionId>& heads);

/// Creates alembic_version and the journal where they are missing (`ensure_version`).
void run_ensure_tables(Connection& connection);

}  // namespace migrate
