#pragma once

#include "src/postgres/workload_samples.hpp"

namespace migrate {

/// Both forms, one after the other in each round, so that a machine that is slow for a while is so for both.
/// Whole rounds over all sets of parameters, after one execution to warm up; at least WorkloadLimits::runs
/// and WorkloadLimits::throughput_time.
ActionMeasurement run_action_measurement(MeasuringSession& session, const Workload& workload,
                                         const WorkloadAction& action, const WorkloadSamples& samples);

}  // namespace migrate
