#pragma once

#include "src/index/index_action.hpp"

namespace migrate {

/// Which way a declared index goes in a run.
enum class IndexGoal {
    created,    ///< up of [[create_index]]
    undone,     ///< down of [[create_index]]
    dropped,    ///< up of [[drop_index]]
    recreated,  ///< down of [[drop_index]]
};

/// The next thing to do towards the goal.
IndexAction decide(IndexGoal goal, const IndexFacts& facts, const IndexPolicy& policy);

}  // namespace migrate
