#pragma once

#include "src/revision/run_result.hpp"

#include <string>
#include <vector>

namespace migrate {

class Connection;

/// Looks, for the whole plan at once and in one round trip, for what no waiting mends: rights that this role
/// lacks, and a server release known to corrupt what it builds CONCURRENTLY. Returns remarks worth reading
/// before hours of building. A plan without steps, or one that is refused anyway, costs nothing.
/// Errors: ExitCode::refused with every problem, and what to type about it, as a detail.
std::vector<std::string> refuse_impossible_builds(Connection& connection, const RunPlan& plan);

}  // namespace migrate
