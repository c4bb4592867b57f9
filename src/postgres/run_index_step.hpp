#pragma once

#include "src/postgres/replica_lag.hpp"
#include "src/postgres/step_context.hpp"

namespace migrate {

/// Brings the indexes of one step where they shall be: table beside table, RunOptions::build.jobs at a time
/// and never two on one table, in the order of plan_build_waves(). Each worker beyond the first has a session
/// of its own. With RunOptions::max_lag each index waits first until no replica is further behind. After the
/// first failure nothing more is begun; what runs is brought to its end. What is done
/// goes into `outcome`, whether the step fails or not.
void run_index_changes(const StepContext& context, const Revision& revision, const PlannedStep& step,
                       ReplicaLag& lag, StepOutcome& outcome);

}  // namespace migrate
