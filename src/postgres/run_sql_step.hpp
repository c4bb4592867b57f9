#pragma once

#include "src/postgres/step_context.hpp"

namespace migrate {

/// Runs one direction of an SQL revision. In one transaction and one round trip where the server allows it,
/// tried again while a lock cannot be had; else statement by statement with a journal, going on where an
/// earlier run stopped. Throws Error (step_failed, with file, line and statement). `wait_for_disk`: false
/// lets the commit return before its WAL is on disk; a later commit that waits makes it durable, since WAL is
/// written in order.
void run_sql_step(const StepContext& context, const Revision& revision, const RevisionStep& step,
                  bool wait_for_disk);

}  // namespace migrate
