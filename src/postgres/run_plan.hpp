#pragma once

#include "src/index/build_resources.hpp"
#include "src/postgres/connection.hpp"
#include "src/revision/run_observer.hpp"

#include <atomic>
#include <optional>

namespace migrate {

struct RunOptions {
    ConnectOptions connect;  ///< for the sessions that build indexes
    IndexPolicy index_policy;
    BuildResources build;
    std::chrono::milliseconds lock_timeout{
        2'000};         ///< of statements that take strong locks; they are tried again
    int attempts = 30;  ///< of such a statement, with growing pauses and jitter
    std::optional<std::chrono::milliseconds>
        max_wait;  ///< of one index for others' transactions; empty: no end
    std::optional<std::chrono::milliseconds>
        max_lag;                 ///< no index is begun while a replica is further behind
    bool cancel_queued = false;  ///< cancel the statement behind a build for which the build would be killed
    const std::atomic<bool>* interrupted =
        nullptr;  ///< set by a signal handler: cancel what runs, clean up, stop
};

/// Carries the plan out, step by step. Precondition: the runner's lock is held by `connection`. Never throws
/// for a failed step: the result says what is done, what failed and what was not started.
RunResult run_plan(Connection& connection, const RevisionGraph& graph, const RunPlan& plan,
                   const RunOptions& options, RunObserver& observer);

}  // namespace migrate
