#pragma once

#include "src/base/error.hpp"
#include "src/revision/history_facts.hpp"
#include "src/revision/revision_graph.hpp"

#include <optional>
#include <vector>

namespace migrate {

/// An index that an applied revision declares, and so must be there. Points into the facts.
struct AppliedIndex {
    const DeclaredIndex* index = nullptr;
    FilePosition position;  ///< of its [[create_index]]
};

/// All of them that are in a state; those where it was accepted that another index does the work are left
/// out.
std::vector<AppliedIndex> find_applied_indexes(const RevisionGraph& graph, const HistoryFacts& facts,
                                               IndexState state);

/// The declaration that an index of the catalog belongs to, by its name, by the name of a build of ours, or
/// since it does the work of one that is not there; nullptr for others.
const DeclaredIndex* find_declaration(const HistoryFacts& facts, const CatalogIndex& index);

}  // namespace migrate
