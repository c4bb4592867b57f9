#pragma once

#include "src/index/index_action.hpp"
#include "src/revision/run_result.hpp"

namespace migrate {

class Connection;

/// What the run would do on the live database: every index decided from its catalog state, every loss
/// counted. Changes nothing, takes no lock but ACCESS SHARE for a moment. An upward plan also repairs:
/// indexes that applied revisions declare and that are missing, INVALID, or were never finished become steps
/// of their own before the others.
RunPlan read_run_plan(Connection& connection, const RevisionGraph& graph,
                      const std::vector<RevisionId>& applied, const RevisionPlan& revisions,
                      const IndexPolicy& policy);

}  // namespace migrate
