#pragma once

#include "src/index/index_state.hpp"
#include "src/revision/history.hpp"

#include <string>
#include <vector>

namespace migrate {

/// Facts and state of an index that a revision of the graph declares, applied or pending.
struct DeclaredIndex {
    IndexFacts facts;
    IndexState state = IndexState::missing;
    bool ours = false;
    RevisionId revision;
};

/// What a database says about the revisions of a graph, and about what they declare.
struct HistoryFacts {
    History history;
    std::vector<DeclaredIndex> declared;
    std::string running;  ///< another runner at work now, in words; "" = nobody
};

}  // namespace migrate
