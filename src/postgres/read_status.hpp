#pragma once

#include "src/postgres/runner_lock.hpp"
#include "src/revision/history_facts.hpp"
#include "src/revision/revision_graph.hpp"

#include <string>
#include <vector>

namespace migrate {

class Connection;

struct DatabaseStatus {
    History history;
    std::vector<DeclaredIndex> indexes;
    std::optional<LockHolder> running;  ///< another runner at work now
};

/// What `migrate status` shows. Read-only.
DatabaseStatus read_status(Connection& connection, const RevisionGraph& graph);

}  // namespace migrate
