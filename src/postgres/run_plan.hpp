#pragma once

#include "src/postgres/connection.hpp"
#include "src/revision/run_observer.hpp"

#include <atomic>

namespace migrate {

struct RunOptions {
    ConnectOptions connect;  ///< for the sessions that build indexes
    IndexPolicy index_policy;
    std::chrono::milliseconds lock_timeout{
        2'000};         ///< of statements that take strong locks; they are tried again
    int attempts = 30;  ///< of such a statement, with growing pauses and jitter
    const std::atomic<bool>* interrupted =
        nullptr;  ///< set by a signal handler: cancel what runs, clean up, stop
};

/// Carries the plan out, step by step. Precondition: the runner's lock is held by `connection`. Never throws
/// for a failed step: the result says what is done, what failed and what was not started.
RunResult run_plan(Connection& connection, const RevisionGraph& graph, const RunPlan& plan,
                   const RunOptions& options, RunObserver& observer);

}  // namespace migrate
