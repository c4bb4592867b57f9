#pragma once

#include "src/revision/revision_graph.hpp"

#include <map>
#include <string>
#include <vector>

namespace migrate {

/// The revision folder as three trees have it: this one, the one that it is going to be merged into, and the
/// last that both had in common. Files are named as this tree names them.
struct MergeSides {
    std::string other_name;  ///< origin/main
    std::vector<RevisionSource> own;
    std::vector<RevisionSource> other;
    std::vector<RevisionSource> base;
    std::map<std::string, std::string> authors;  ///< of files: who wrote them last
};

/// What the merge would make of the folder, before it is made.
struct MergeFacts {
    std::string other_name;
    RevisionGraph own;
    RevisionGraph other;
    RevisionGraph merged;
    std::vector<std::string> edited;   ///< files that the other side has, and that this side changed
    std::vector<std::string> deleted;  ///< files that the other side has, and that this side took away
    std::map<std::string, std::string> authors;

    /// "b1 (migrations/b1.sql, Bob)"
    std::string described(const RevisionId& id) const;
};

/// A file that only one side changed is that side's, as in a merge of git; one that both changed is this
/// side's.
MergeFacts find_merge_facts(const MergeSides& sides);

/// The revisions of this side alone that stand on none of their kind: those that a rebase gives a new parent.
std::vector<RevisionId> own_roots(const MergeFacts& facts);
/// The heads that the merge would have and this side has not.
std::vector<RevisionId> other_heads(const MergeFacts& facts);

}  // namespace migrate
