#pragma once

#include "src/index/index_goal.hpp"
#include "src/postgres/step_context.hpp"

namespace migrate {

/// Brings one declared index where it shall be: reads the catalog, decides, does one thing, and looks again,
/// until the catalog says that there is nothing left to do. So a step counts as done only when the catalog
/// proves it, and whatever a killed run left is a start like any other. Throws Error; a failed build leaves
/// no INVALID index where the server can still be reached.
IndexOutcome run_index_change(const StepContext& context, const Revision& revision, const IndexSpec& spec,
                              IndexGoal goal);

}  // namespace migrate
