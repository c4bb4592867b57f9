#pragma once

#include "src/revision/revision.hpp"
#include "src/revision/revision_file.hpp"
#include "src/revision/revision_problem.hpp"

#include <map>
#include <set>
#include <span>
#include <vector>

namespace migrate {

using RevisionSet = std::set<RevisionId>;

/// All revisions of a folder and how they follow each other. A value: built once, never changed. Edges are
/// `parents`; `depends_on` orders without merging, as in Alembic.
class RevisionGraph {
  public:
    /// Never throws: the graph of what could be read, and all problems of all files.
    static RevisionGraph build(std::vector<ParsedRevision> files);

    const std::vector<RevisionProblem>& problems() const;
    /// The problems that stop a run: all but two-heads, which stops only a run that asks for `head`.
    std::vector<RevisionProblem> fatal_problems() const;

    bool contains(const RevisionId& id) const;
    const Revision& at(const RevisionId& id) const;  ///< precondition: contains(id)
    std::span<const Revision> revisions() const;     ///< in file order

    std::vector<RevisionId> heads() const;  ///< revisions that nobody has as parent, sorted
    std::vector<RevisionId> roots() const;
    std::vector<RevisionId> children(const RevisionId& id) const;
    bool is_branch_point(const RevisionId& id) const;

    RevisionSet ancestors(
        const RevisionSet& of) const;  ///< with the revisions themselves; parents and depends_on
    RevisionSet descendants(
        const RevisionSet& of) const;  ///< with the revisions themselves; parents and depends_on
    /// The members of the set that have no descendant (by parents) in it: what alembic_version holds, sorted.
    std::vector<RevisionId> heads_of(const RevisionSet& applied) const;
    /// Parents before children, depends_on before dependents; the order among others is by id, so it is
    /// stable.
    std::vector<RevisionId> order(const RevisionSet& members) const;
    /// Members of a branch by its label: Alembic's rule (the revision, its descendants, and its ancestors up
    /// to the branch point).
    std::optional<RevisionSet> branch(std::string_view label) const;
};

}  // namespace migrate
