#pragma once

#include "src/revision/history.hpp"

namespace migrate {

class Connection;

/// The rows of alembic_version and the newest journal entry of each revision, in one round trip where both
/// tables are there. Creates nothing.
History read_history(Connection& connection);

/// The rows of alembic_version alone, which costs a fresh session a third of the whole history; none where
/// the table is not there.
std::vector<RevisionId> read_heads(Connection& connection);

}  // namespace migrate
