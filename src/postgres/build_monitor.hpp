#pragma once

#include "src/index/build_progress.hpp"
#include "src/index/build_watch.hpp"
#include "src/postgres/step_context.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace migrate {

/// Watches from the runner's session what another backend does to a table's indexes: tells progress, whom it
/// waits for and who queues behind it, and says when it should be cancelled.
class BuildMonitor {
  public:
    struct Watched {
        int pid = 0;
        std::string table_oid;
        BuildProgress subject;  ///< names of index and table
    };
    BuildMonitor(const StepContext& context, Watched watched, WaitBudget& budget)
        : context_(context), watched_(std::move(watched)), watch_(budget) {}

    /// One look, `elapsed` after the work began. Cancels a statement behind the build where
    /// RunOptions::cancel_queued asks for it.
    WatchVerdict look(std::chrono::milliseconds elapsed);

    int pid() const { return watched_.pid; }
    /// Whom it waited for when last looked at.
    const std::vector<Blocker>& blockers() const { return blockers_; }

  private:
    BuildSight read_sight(BuildProgress& told);
    void handle_queue(BuildProgress& told);

    const StepContext& context_;
    Watched watched_;
    BuildWatch watch_;
    ProgressMeter meter_;
    std::vector<Blocker> blockers_;
    std::vector<Blocker> cancelled_;  ///< at the last look
};

}  // namespace migrate
