#pragma once

#include "src/revision/revision_graph.hpp"

#include <vector>

namespace migrate {

class Connection;

/// Makes alembic_version hold exactly `heads` without running anything, and journals it. Precondition: the
/// runner's lock is held.
void run_stamp(Connection& connection, const RevisionGraph& graph, const std::vector<RevisionId>& heads);

/// Whether alembic_version or the journal is missing.
bool lacks_tables(Connection& connection);
/// Creates what is missing of them, in a session that is not set up yet (`ensure_version`).
void run_ensure_version(Connection& connection);
/// The same in the session of a run.
void run_ensure_tables(Connection& connection);

}  // namespace migrate
