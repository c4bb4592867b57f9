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
    std::string command;  ///< "up 20250820_200500": what application_name says

    /// "migrate up 20250820_200500", no longer than the server takes.
    std::string application_name() const;
    bool heeds_interrupt = true;  ///< false while cleaning up, which a first Ctrl-C asks for

    bool is_interrupted() const {
        return heeds_interrupt && options.interrupted != nullptr && options.interrupted->load();
    }
    /// Error when Ctrl-C or SIGTERM came in.
    void stop_if_interrupted() const;
};

}  // namespace migrate
