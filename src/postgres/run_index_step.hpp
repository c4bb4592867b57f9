#pragma once

#include "src/postgres/step_context.hpp"

namespace migrate {

/// Brings the indexes of one step where they shall be: table beside table, RunOptions::build.jobs at a time
/// and never two on one table, in the order of plan_build_waves(). Each worker beyond the first has a session
/// of its own. After the first failure nothing more is begun; what runs is brought to its end. What is done
/// goes into `outcome`, whether the step fails or not.
void run_index_changes(const StepContext& context, const Revision& revision, const PlannedStep& step,
                       StepOutcome& outcome);

}  // namespace migrate
