#include "cli/progress_events.hpp"

#include "cli/terminal.hpp"

namespace migrate {

void ProgressEvents::run_started(const RunPlan& plan) {
    write_errors(RunEvents::run_started(plan));
}

void ProgressEvents::run_finished(const RunResult& result) {
    write_errors(RunEvents::run_finished(result));
}

void ProgressEvents::waiting_for_lock(const std::string& holder) {
    if (const auto event = events_.waiting_for_lock(holder)) write_errors(*event);
}

void ProgressEvents::step_started(const PlannedStep& step) {
    write_errors(RunEvents::step_started(step));
}

void ProgressEvents::index_started(const PlannedIndex& index) {
    write_errors(events_.index_started(index));
}

void ProgressEvents::index_progress(const BuildProgress& progress) {
    const auto now = std::chrono::steady_clock::now() - start_;
    const auto event =
        events_.index_progress(progress, std::chrono::duration_cast<std::chrono::milliseconds>(now));
    if (event) write_errors(*event);
}

void ProgressEvents::index_finished(const IndexOutcome& outcome) {
    write_errors(events_.index_finished(outcome));
}

void ProgressEvents::step_finished(const StepOutcome& outcome) {
    write_errors(RunEvents::step_finished(outcome));
}

void ProgressEvents::retrying(const std::string& what, const std::string& why, int attempt) {
    write_errors(events_.retrying(what, why, attempt));
}

void ProgressEvents::notice(const std::string& text) {
    write_errors(RunEvents::notice(text));
}

}  // namespace migrate
