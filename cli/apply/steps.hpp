#pragma once

#include "cli/apply/apply_state.hpp"

namespace migrate {

/// The steps, each as `migrate` has it for itself. What they find goes into the report. Errors: those of the
/// command that does the same.
StepEnding take_backup(ApplyState& state);
StepEnding take_measure_before(ApplyState& state);
StepEnding take_up(ApplyState& state);
StepEnding take_check(ApplyState& state);
StepEnding take_flush(ApplyState& state);
StepEnding take_measure_after(ApplyState& state);
StepEnding take_report(ApplyState& state);

/// The session of a step that needs the server, past a pooler where that is known.
Connection open_server(ApplyState& state);

}  // namespace migrate
