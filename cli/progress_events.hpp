#pragma once

#include "cli/render/progress/run_events.hpp"
#include "src/revision/run_observer.hpp"

#include <chrono>

namespace migrate {

/// Tells programs on stderr how a run goes: one JSON object a line.
class ProgressEvents : public RunObserver {
  public:
    void run_started(const RunPlan& plan) override;
    void run_finished(const RunResult& result) override;
    void waiting_for_lock(const std::string& holder) override;
    void step_started(const PlannedStep& step) override;
    void index_started(const PlannedIndex& index) override;
    void index_progress(const BuildProgress& progress) override;
    void index_finished(const IndexOutcome& outcome) override;
    void step_finished(const StepOutcome& outcome) override;
    void retrying(const std::string& what, const std::string& why, int attempt) override;
    void notice(const std::string& text) override;

  private:
    RunEvents events_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace migrate
