#include "cli/progress.hpp"

#include "cli/render/text/table.hpp"
#include "src/base/redact.hpp"
#include "src/base/words.hpp"

#include <cstdio>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::chrono::seconds between_lines{10};

/// Cut to the columns of a terminal, at a code point.
std::string cut(const std::string& text, std::size_t columns) {
    if (display_width(text) <= columns) return text;
    std::string result = text;
    while (!result.empty() && display_width(result) + 1 > columns) result.pop_back();
    return result + "…";
}

}  // namespace

std::string progress_text(const BuildProgress& progress) {
    std::string text = fmt::format("build {} on {}", progress.index, progress.table);
    if (!progress.phase.empty()) text += fmt::format(": {}", progress.phase);
    if (progress.percent >= 0) text += fmt::format(", {:.0f} %", progress.percent);
    return fmt::format("{}, {}", text, duration_text(progress.elapsed));
}

void Progress::write_line(const std::string& text) {
    if (options_.quiet) return;
    erase_line();
    fmt::print(stderr, "{}\n", redact(text));
}

void Progress::rewrite_line(const std::string& text) {
    if (options_.quiet || !options_.on_terminal) return;
    fmt::print(stderr, "\r\033[K{}", options_.style.dim(cut(redact(text), options_.columns - 1)));
    std::fflush(stderr);
    line_is_open_ = true;
}

void Progress::erase_line() {
    if (!line_is_open_) return;
    fmt::print(stderr, "\r\033[K");
    std::fflush(stderr);
    line_is_open_ = false;
}

bool Progress::is_due() {
    const auto now = std::chrono::steady_clock::now();
    if (now - last_progress_ < between_lines) return false;
    last_progress_ = now;
    return true;
}

void Progress::waiting_for_lock(const std::string& holder) {
    write_line(fmt::format("waiting for another runner: {}", holder));
}

void Progress::step_started(const PlannedStep& step) {
    const std::string text = fmt::format("{} {} {}",
                                         step.repair             ? "repair"
                                         : step.revision.upwards ? "up"
                                                                 : "down",
                                         step.revision.id.text(), step.message);
    if (options_.on_terminal) return rewrite_line(text);
    write_line(text);
}

void Progress::index_started(const PlannedIndex& index) {
    last_progress_ = std::chrono::steady_clock::now();
    last_blockers_.clear();
    const bool undecided = index.action.verb == IndexVerb::nothing;
    rewrite_line(fmt::format("{} {} on {}", undecided ? "look at" : name_of(index.action.verb),
                             index.spec.name, index.spec.table));
}

void Progress::index_progress(const BuildProgress& progress) {
    std::string blockers;
    for (const Blocker& blocker : progress.blockers)
        blockers += fmt::format("\n    {}, to end it: {}", blocker.text(), blocker.way_to_end());
    if (!blockers.empty() && blockers != last_blockers_)
        write_line(fmt::format("  {} waits for:{}", progress.index, blockers));
    last_blockers_ = blockers;
    if (options_.on_terminal) return rewrite_line(progress_text(progress));
    if (is_due()) write_line("  " + progress_text(progress));
}

void Progress::index_finished(const IndexOutcome& outcome) {
    if (options_.on_terminal) return;
    write_line(
        fmt::format("  {} {}, {}", name_of(outcome.verb), outcome.name, duration_text(outcome.duration)));
}

void Progress::step_finished(const StepOutcome& outcome) {
    if (options_.on_terminal) return;
    write_line(fmt::format("done {} in {}", outcome.id.text(), duration_text(outcome.duration)));
}

void Progress::retrying(const std::string& what, const std::string& why, int attempt) {
    const std::string text = fmt::format("  try {} of {}: {}", attempt, what, why);
    if (options_.on_terminal) return rewrite_line(text);
    write_line(text);
}

void Progress::notice(const std::string& text) {
    write_line(text);
}

}  // namespace migrate
