#pragma once

#include "src/index/index_action.hpp"
#include "src/revision/run_result.hpp"

#include <chrono>
#include <string>

namespace migrate {

/// How far a build is. Percent is negative where none can be known (waits and sorts).
struct BuildProgress {
    std::string index;
    std::string table;
    std::string phase;
    double percent = -1;
    std::chrono::milliseconds elapsed{0};
    std::vector<std::string> blockers;  ///< ready to print: pid, role, state, age, query, and how to end it
};

/// Whom a run tells what happens. The only interface of the pure part: cli/progress prints, tests record.
/// Called from the thread that runs the plan, never concurrently.
class RunObserver {
  public:
    virtual ~RunObserver() = default;
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
