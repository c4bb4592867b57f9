#pragma once

#include "src/revision/revision.hpp"
#include "src/revision/revision_file.hpp"
#include "src/revision/revision_problem.hpp"

#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <vector>

namespace migrate {

using RevisionSet = std::set<RevisionId>;
struct GraphContent;

/// All revisions of a folder and how they follow each other. A value: built once, never changed, cheap to
/// copy. Edges are `parents`; `depends_on` orders without merging, as in Alembic, and may name a label. No
/// question costs more than linear time (times the logarithm of a set), and none recurses.
class RevisionGraph {
  public:
    RevisionGraph();  ///< without revisions
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
    std::vector<RevisionId> parents(const RevisionId& id) const;     ///< those that are there
    std::vector<RevisionId> children(const RevisionId& id) const;    ///< who have it as parent
    std::vector<RevisionId> depends_on(const RevisionId& id) const;  ///< labels resolved
    std::vector<RevisionId> dependents(const RevisionId& id) const;  ///< who name it in depends_on
    bool is_branch_point(const RevisionId& id) const;

    RevisionSet ancestors(
        const RevisionSet& of) const;  ///< with the revisions themselves; parents and depends_on
    RevisionSet descendants(
        const RevisionSet& of) const;  ///< with the revisions themselves; parents and depends_on
    /// The members of the set that no other member stands on, by parents or depends_on, sorted: what
    /// alembic_version holds.
    std::vector<RevisionId> heads_of(const RevisionSet& applied) const;
    /// Parents before children, depends_on before dependents; the order among others is by id, so it is
    /// stable.
    std::vector<RevisionId> order(const RevisionSet& members) const;
    /// Members of a branch by its label: Alembic's rule (the revision, its descendants, and its ancestors up
    /// to the branch point).
    std::optional<RevisionSet> branch(std::string_view label) const;
    /// The revision with its ancestors and descendants, by parents alone: what `label@…` is measured against.
    RevisionSet lineage(const RevisionId& id) const;
    std::optional<RevisionId> labelled(std::string_view label) const;
    std::vector<std::string> labels() const;

  private:
    explicit RevisionGraph(std::shared_ptr<const GraphContent> content);
    std::shared_ptr<const GraphContent> content_;
};

}  // namespace migrate
