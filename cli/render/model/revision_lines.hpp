#pragma once

#include "src/revision/revision_graph.hpp"

#include <string>
#include <vector>

namespace migrate {

/// How a revision is shown: its name alone, one line of the history, a block as Alembic's -v, or with its
/// children as `branches` does.
enum class RevisionDetail { name, line, block, children };

/// A revision and its place in the graph, ready to be shown.
struct RevisionLine {
    RevisionId id;
    std::vector<RevisionId> parents;
    std::vector<RevisionId> depends_on;
    std::vector<std::string> labels;
    struct Child {
        RevisionId id;
        bool head = false;
    };
    std::vector<Child> children;
    std::string message;
    std::string file;
    bool head = false;
    bool effective_head = false;  ///< a head in the graph of parents that another revision depends on
    bool current = false;
    bool branch_point = false;
    bool merge_point = false;
    bool known = true;  ///< false: the database names it, the files do not
};

/// Pure. `applied`: the heads of the database, marked as current; empty where nobody asked.
std::vector<RevisionLine> describe_revisions(const RevisionGraph& graph, const std::vector<RevisionId>& ids,
                                             const std::vector<RevisionId>& applied);

}  // namespace migrate
