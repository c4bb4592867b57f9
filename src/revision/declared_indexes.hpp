#pragma once

#include "src/revision/revision_graph.hpp"

#include <vector>

namespace migrate {

/// An index that a revision declares. Points into the graph.
struct DeclaredSpec {
    const IndexSpec* spec = nullptr;
    RevisionId revision;
};

/// The indexes that shall exist once `members` are applied: created by one of them and not dropped by a later
/// one. In order of the graph.
std::vector<DeclaredSpec> declared_indexes(const RevisionGraph& graph, const RevisionSet& members);

}  // namespace migrate
