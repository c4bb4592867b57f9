#include "cli/progress.hpp"

#include "cli/terminal.hpp"

#include <algorithm>

namespace migrate {

Progress::Progress(bool redraws, Style style)
    : redraws_(redraws), style_(style), story_(redraws ? RunStory::Place::terminal : RunStory::Place::log) {}

Progress::~Progress() {
    write_errors(block_.erase());
}

void Progress::waiting_for_lock(const std::string& holder) {
    write(story_.waiting_for_lock(holder));
}

void Progress::step_started(const PlannedStep& step) {
    write(story_.step_started(step));
}

void Progress::index_started(const PlannedIndex& index) {
    write(story_.index_started(index, now()));
}

void Progress::index_progress(const BuildProgress& progress) {
    write(story_.index_progress(progress, now()));
}

void Progress::index_finished(const IndexOutcome& outcome) {
    write(story_.index_finished(outcome));
}

void Progress::step_finished(const StepOutcome& outcome) {
    write(story_.step_finished(outcome));
}

void Progress::retrying(const std::string& what, const std::string& why, int attempt) {
    write(story_.retrying(what, why, attempt));
}

void Progress::notice(const std::string& text) {
    write(story_.notice(text));
}

std::chrono::milliseconds Progress::now() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start_);
}

/// In one piece, so that the terminal never shows half of it.
void Progress::write(const RunStory::Messages& messages) {
    std::string bytes = messages.empty() ? "" : block_.erase();
    for (const std::string& message : messages) bytes += message + "\n";
    if (redraws_) bytes += redrawn();
    write_errors(bytes);
}

/// The last column and the last row stay empty: writing into them makes terminals wrap and scroll.
std::string Progress::redrawn() {
    const auto [columns, rows] = read_terminal_size();
    std::vector<std::string> lines =
        story_.live_lines(std::max<std::size_t>(columns, 2) - 1, std::max<std::size_t>(rows, 2) - 1);
    for (std::string& line : lines) line = style_.dim(line);
    return block_.draw(lines);
}

}  // namespace migrate
