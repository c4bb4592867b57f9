#pragma once

#include "cli/render/progress/blocker_story.hpp"
#include "cli/render/progress/build_lines.hpp"
#include "cli/render/progress/lock_holder_news.hpp"

#include <map>
#include <string>
#include <vector>

namespace migrate {

/// What is to be said of a run, and when: every function takes what happened and returns the messages that
/// stay. Between them a terminal shows live_lines(), redrawn in place; a log has a line for each step, and
/// for each build that runs one every ten seconds. Times are since the run began.
class RunStory {
  public:
    enum class Place { terminal, log };
    using Messages = std::vector<std::string>;
    using Time = std::chrono::milliseconds;

    explicit RunStory(Place place) : place_(place) {}

    Messages waiting_for_lock(const std::string& holder);
    Messages step_started(const PlannedStep& step);
    Messages index_started(const PlannedIndex& index, Time now);
    Messages index_progress(const BuildProgress& progress, Time now);
    Messages index_finished(const IndexOutcome& outcome);
    Messages step_finished(const StepOutcome& outcome);
    Messages retrying(const std::string& what, const std::string& why, int attempt);
    Messages notice(const std::string& text);

    /// At most `rows` lines, none wider than `columns`.
    std::vector<std::string> live_lines(std::size_t columns, std::size_t rows) const;

  private:
    bool is_due(const std::string& index, Time now);
    void forget(const std::string& index);
    Messages for_log(std::string text) const;

    Place place_;
    LockHolderNews lock_holder_;
    std::string step_;
    std::map<std::string, BuildLine> lines_;        ///< by table: there is one build at a time in each
    std::map<std::string, ShownPercent> percents_;  ///< by index
    std::map<std::string, Time> logged_;            ///< by index: when it last had a line in the log
    BlockerStory blockers_;
};

}  // namespace migrate
