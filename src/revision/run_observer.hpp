#pragma once

#include "src/index/blocker.hpp"
#include "src/index/index_action.hpp"
#include "src/revision/run_result.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// How far a build is. What cannot be known is left out: there is no percent in waits and sorts.
struct BuildProgress {
    std::string index;
    std::string table;
    std::string phase;    ///< as the server names it; "" before it has begun
    double percent = -1;  ///< of the whole, never going back; negative: unknown
    std::chrono::milliseconds elapsed{0};
    std::optional<std::chrono::milliseconds> left_in_phase;  ///< at the phase's own rate
    std::vector<Blocker> blockers;  ///< whom it waits for now; in a wait it may be none for a moment
    int more_blockers = 0;          ///< others that it will wait for after these
    std::vector<Blocker> queued;    ///< statements behind it that hold a snapshot: the server will cancel the
                                    ///< build for them at its end (deadlock)
};

/// Whom a run tells what happens. The only interface of the pure part: cli/progress prints, tests record.
/// Several tables can be worked on at a time, so that calls about different indexes may alternate; they never
/// come concurrently.
class RunObserver {
  public:
    virtual ~RunObserver() = default;
    virtual void run_started(const RunPlan& /*plan*/) {}
    virtual void run_finished(const RunResult& /*result*/) {}
    virtual void waiting_for_lock(const std::string& /*holder*/) {}
    virtual void step_started(const PlannedStep& /*step*/) {}
    virtual void index_started(const PlannedIndex& /*index*/) {}
    virtual void index_progress(const BuildProgress& /*progress*/) {}
    virtual void index_finished(const IndexOutcome& /*outcome*/) {}
    virtual void step_finished(const StepOutcome& /*outcome*/) {}
    virtual void retrying(const std::string& /*what*/, const std::string& /*why*/, int /*attempt*/) {}
    virtual void notice(const std::string& /*text*/) {}
};

}  // namespace migrate
