#pragma once

#include "src/postgres/workload_samples.hpp"

#include <set>

namespace migrate {

/// Warmed up once with each set of parameters, as far as a fourth of its limit allows, then measured with one
/// set after the other. Adds planner settings that are not the defaults to `settings`.
QueryMeasurement run_query_measurement(MeasuringSession& session, const WorkloadQuery& query,
                                       const WorkloadSamples& samples, std::set<std::string>& settings);

}  // namespace migrate
