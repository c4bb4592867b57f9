#pragma once

#include "cli/apply/apply_state.hpp"

namespace migrate {

/// Takes the steps of `migrate apply` in order, each after what it depends on, and notes of each how it
/// ended. A step that failed is a value in the report; nothing is hidden and nothing is summed up. Errors:
/// ExitCode::usage, before anything is done, for wrong revision files, workload or configuration, and for
/// report files that cannot be written.
ApplyReport run_apply_steps(CommandContext& context, const ApplyOptions& options, RunMetrics& metrics);

}  // namespace migrate
