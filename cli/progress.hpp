#pragma once

#include "cli/render/progress/live_block.hpp"
#include "cli/render/progress/run_story.hpp"
#include "cli/render/text/style.hpp"
#include "src/revision/run_observer.hpp"

#include <chrono>

namespace migrate {

/// Tells on stderr how a run goes, in words. What a terminal shows of running builds is gone at the end, also
/// when the run ends by an error, since the result tells the same.
class Progress : public RunObserver {
  public:
    /// `redraws`: stderr is a terminal where lines can be drawn again.
    Progress(bool redraws, Style style);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress() override;

    void waiting_for_lock(const std::string& holder) override;
    void step_started(const PlannedStep& step) override;
    void index_started(const PlannedIndex& index) override;
    void index_progress(const BuildProgress& progress) override;
    void index_finished(const IndexOutcome& outcome) override;
    void step_finished(const StepOutcome& outcome) override;
    void retrying(const std::string& what, const std::string& why, int attempt) override;
    void notice(const std::string& text) override;

  private:
    std::chrono::milliseconds now() const;
    void write(const RunStory::Messages& messages);
    std::string redrawn();

    bool redraws_;
    Style style_;
    RunStory story_;
    LiveBlock block_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace migrate
