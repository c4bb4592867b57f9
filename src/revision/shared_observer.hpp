#pragma once

#include "src/revision/run_observer.hpp"

#include <mutex>

namespace migrate {

/// Lets several threads tell one observer what happens, one call at a time.
class SharedObserver : public RunObserver {
  public:
    explicit SharedObserver(RunObserver& observer) : observer_(observer) {}

    void waiting_for_lock(const std::string& holder) override {
        const std::lock_guard guard(guard_);
        observer_.waiting_for_lock(holder);
    }
    void step_started(const PlannedStep& step) override {
        const std::lock_guard guard(guard_);
        observer_.step_started(step);
    }
    void index_started(const PlannedIndex& index) override {
        const std::lock_guard guard(guard_);
        observer_.index_started(index);
    }
    void index_progress(const BuildProgress& progress) override {
        const std::lock_guard guard(guard_);
        observer_.index_progress(progress);
    }
    void index_finished(const IndexOutcome& outcome) override {
        const std::lock_guard guard(guard_);
        observer_.index_finished(outcome);
    }
    void step_finished(const StepOutcome& outcome) override {
        const std::lock_guard guard(guard_);
        observer_.step_finished(outcome);
    }
    void retrying(const std::string& what, const std::string& why, int attempt) override {
        const std::lock_guard guard(guard_);
        observer_.retrying(what, why, attempt);
    }
    void notice(const std::string& text) override {
        const std::lock_guard guard(guard_);
        observer_.notice(text);
    }

  private:
    RunObserver& observer_;
    std::mutex guard_;
};

}  // namespace migrate
