#pragma once

#include "src/revision/revision.hpp"
#include "src/revision/revision_file.hpp"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace migrate {

/// A revision's place in GraphContent::revisions.
using Node = std::size_t;

/// What a RevisionGraph is made of: edges by number instead of by name.
struct GraphContent {
    struct Edges {
        std::vector<Node> parents;
        std::vector<Node> children;
        std::vector<Node> dependencies;
        std::vector<Node> dependents;
    };

    std::vector<Revision> revisions;
    std::unordered_map<std::string, Node> nodes;  ///< by id
    std::map<std::string, Node, std::less<>> labels;
    std::vector<Edges> edges;
    std::vector<Node>
        order;  ///< all nodes, predecessors first; members of cycles and what hangs on them at the end
    std::vector<std::size_t> positions;  ///< of each node in `order`
    std::size_t acyclic = 0;  ///< how many nodes of `order` come before the first member of a cycle
    std::vector<RevisionProblem> problems;

    const Revision& revision(Node node) const { return revisions[node]; }
    const std::string& id(Node node) const { return revisions[node].id.text(); }
};

/// All of it but the problems that need the whole graph.
GraphContent link_revisions(std::vector<ParsedRevision> files);

/// Cycles, heads that nobody joined, indexes that are created twice.
void find_graph_problems(GraphContent& graph);

}  // namespace migrate
