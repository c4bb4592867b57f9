#pragma once

#include "src/revision/revision_graph.hpp"
#include "src/revision/selector.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace migrate {

/// How the rows of alembic_version change in one step, exactly as Alembic changes them: UPDATE for a linear
/// step, INSERT for a new branch, DELETE for a closed one, DELETE and UPDATE for a merge, INSERT and UPDATE
/// for an unmerge.
struct VersionChange {
    std::vector<RevisionId> remove;
    std::vector<RevisionId> insert;
    std::optional<std::pair<RevisionId, RevisionId>> update;  ///< from, to
};

struct RevisionStep {
    RevisionId id;
    bool upwards = true;
    VersionChange version;
};

/// Which revisions run, in which order. Empty steps = nothing to do.
struct RevisionPlan {
    std::vector<RevisionStep> steps;
    std::optional<SelectorProblem> problem;
};

/// The missing ancestors of the target, in order. `applied`: the rows of alembic_version, all known to the
/// graph.
RevisionPlan plan_up(const RevisionGraph& graph, const std::vector<RevisionId>& applied,
                     std::string_view target);
/// The applied descendants of the target (not the target itself), newest first; "-1" undoes one step.
RevisionPlan plan_down(const RevisionGraph& graph, const std::vector<RevisionId>& applied,
                       std::string_view target);

}  // namespace migrate
