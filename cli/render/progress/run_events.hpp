#pragma once

#include "cli/render/progress/lock_holder_news.hpp"
#include "cli/render/progress/shown_percent.hpp"
#include "src/revision/run_observer.hpp"

#include <map>
#include <optional>
#include <string>

namespace migrate {

/// A run as events for programs: one JSON object a line, without passwords and in ASCII. The names are a
/// contract: docs/progress_events.md. Times are since the run began.
class RunEvents {
  public:
    using Time = std::chrono::milliseconds;

    static std::string run_started(const RunPlan& plan);
    static std::string run_finished(const RunResult& result);
    /// Nothing while it is still the same holder.
    std::optional<std::string> waiting_for_lock(const std::string& holder);
    static std::string step_started(const PlannedStep& step);
    static std::string step_finished(const StepOutcome& outcome);
    std::string index_started(const PlannedIndex& index);
    std::string index_finished(const IndexOutcome& outcome);
    std::string retrying(const std::string& what, const std::string& why, int attempt);
    static std::string notice(const std::string& text);
    /// At most once a second for each index, and at each change of its phase or of who is in the way.
    std::optional<std::string> index_progress(const BuildProgress& progress, Time now);

  private:
    struct Build {
        ShownPercent percent;
        std::optional<BuildProgress> last;
        Time at{0};
    };
    std::map<std::string, Build> builds_;  ///< by index
    LockHolderNews lock_holder_;
};

}  // namespace migrate
