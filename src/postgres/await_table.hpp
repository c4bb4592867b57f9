#pragma once

#include "src/index/build_watch.hpp"
#include "src/postgres/index_work.hpp"

namespace migrate {

enum class TableUse { build, drop };

/// Before a concurrent build or drop: waits, with no snapshot and no lock, for the transactions that it would
/// have to wait for at its beginning, so that nothing exists yet when the wait has to be given up. With a
/// limit, a build waits here for old snapshots too, which it would come to at its end. Transactions that
/// begin meanwhile are not waited for. Tells whom it waits for.
/// Errors: ExitCode::step_failed when the budget is used up, naming who is in the way; when interrupted.
void await_table(const IndexWork& work, TableUse use, WaitBudget& budget);

/// "gave up after waiting 5 s for pid 4711 (…)"
Error gave_up(const IndexWork& work, const WaitBudget& budget, const std::vector<Blocker>& blockers);

}  // namespace migrate
