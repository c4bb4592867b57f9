#pragma once

#include "src/index/index_state.hpp"
#include "src/postgres/runner_lock.hpp"
#include "src/revision/history.hpp"
#include "src/revision/revision_graph.hpp"

#include <string>
#include <vector>

namespace migrate {

class Connection;

/// Facts and state of every index that the graph's applied or pending revisions declare.
struct DeclaredIndex {
    IndexFacts facts;
    IndexState state = IndexState::missing;
    bool ours = false;
    RevisionId revision;
};

struct DatabaseStatus {
    History history;
    std::vector<DeclaredIndex> indexes;
    std::optional<LockHolder> running;  ///< another runner at work now
};

/// What `migrate status` shows. Read-only.
DatabaseStatus read_status(Connection& connection, const RevisionGraph& graph);

}  // namespace migrate
