#pragma once

#include "cli/render/text/style.hpp"
#include "src/revision/run_observer.hpp"

#include <chrono>
#include <cstddef>
#include <string>

namespace migrate {

/// Tells on stderr how a run goes. On a terminal one line is rewritten and gone at the end, since the result
/// tells the same; elsewhere each step has its line, and a long build one every ten seconds.
class Progress : public RunObserver {
  public:
    struct Options {
        bool on_terminal = false;
        bool quiet = false;
        std::size_t columns = 80;
        Style style;
    };
    explicit Progress(Options options) : options_(options) {}
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress() override { erase_line(); }

    void waiting_for_lock(const std::string& holder) override;
    void step_started(const PlannedStep& step) override;
    void index_started(const PlannedIndex& index) override;
    void index_progress(const BuildProgress& progress) override;
    void index_finished(const IndexOutcome& outcome) override;
    void step_finished(const StepOutcome& outcome) override;
    void retrying(const std::string& what, const std::string& why, int attempt) override;
    void notice(const std::string& text) override;

  private:
    /// A line that stays.
    void write_line(const std::string& text);
    /// A line that the next one takes the place of; off a terminal it is left out.
    void rewrite_line(const std::string& text);
    void erase_line();
    bool is_due();

    Options options_;
    bool line_is_open_ = false;
    std::chrono::steady_clock::time_point last_progress_;
    std::string last_blockers_;
};

/// "build ix_context_chat_order on chat_contexts: building index, 42 %, 12 s"
std::string progress_text(const BuildProgress& progress);

}  // namespace migrate
