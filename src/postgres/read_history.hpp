#pragma once

#include "src/revision/history.hpp"

namespace migrate {

class Connection;

/// The rows of alembic_version and the newest journal entry of each revision, in one round trip where both
/// tables are there. Creates nothing.
History read_history(Connection& connection);

/// The rows of alembic_version alone. Precondition: the table is there.
std::vector<RevisionId> read_heads(Connection& connection);

}  // namespace migrate
