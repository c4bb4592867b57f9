#pragma once

#include "src/postgres/journal.hpp"
#include "src/postgres/run_plan.hpp"

namespace migrate {

/// What every step of a run needs; lives as long as the run.
struct StepContext {
    Connection& connection;  ///< holds the runner's lock; has no transaction open between steps
    const RunOptions& options;
    RunIdentity run;
    RunObserver& observer;

    bool is_interrupted() const { return options.interrupted != nullptr && options.interrupted->load(); }
    /// Error when Ctrl-C or SIGTERM came in.
    void stop_if_interrupted() const;
};

}  // namespace migrate
