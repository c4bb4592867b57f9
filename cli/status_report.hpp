#pragma once

#include "cli/render/model/status_report.hpp"
#include "src/postgres/read_status.hpp"

namespace migrate {

/// Pure. The verdict is the first that holds of: diverged, ahead, conflict, interrupted, invalid_index,
/// behind, ready.
StatusReport build_status_report(const RevisionGraph& graph, const DatabaseStatus& status);

}  // namespace migrate
