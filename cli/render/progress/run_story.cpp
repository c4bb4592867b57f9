#include "cli/render/progress/run_story.hpp"

#include "cli/render/progress/harmless_text.hpp"
#include "cli/render/text/verb_word.hpp"
#include "src/base/words.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::chrono::seconds between_log_lines{10};

std::string_view direction_of(const PlannedStep& step) {
    if (step.repair) return "repair";
    return step.revision.upwards ? "up" : "down";
}

}  // namespace

RunStory::Messages RunStory::waiting_for_lock(const std::string& holder) {
    if (!lock_holder_.is_news(holder)) return {};
    return {fmt::format("waiting for another runner: {}", shown(holder))};
}

RunStory::Messages RunStory::step_started(const PlannedStep& step) {
    step_ = shown(fmt::format("{} {} {}", direction_of(step), step.revision.id.text(), step.message));
    return for_log(step_);
}

RunStory::Messages RunStory::index_started(const PlannedIndex& index, Time now) {
    forget(index.spec.name);
    lines_[index.spec.table] = {.table = shown(index.spec.table), .index = shown(index.spec.name)};
    logged_[index.spec.name] = now;
    return {};
}

RunStory::Messages RunStory::index_progress(const BuildProgress& progress, Time now) {
    Messages messages = blockers_.tell(progress, now);
    const BuildLine line = build_line(progress, percents_[progress.index]);
    lines_[progress.table] = line;
    if (place_ == Place::log && is_due(progress.index, now)) messages.push_back("  " + log_line(line));
    return messages;
}

RunStory::Messages RunStory::index_finished(const IndexOutcome& outcome) {
    forget(outcome.name);
    lines_.erase(outcome.table);
    return for_log(fmt::format("  {} {}, {}", verb_word(outcome.verb), shown(outcome.name),
                               duration_text(outcome.duration)));
}

RunStory::Messages RunStory::step_finished(const StepOutcome& outcome) {
    step_.clear();
    lines_.clear();
    return for_log(fmt::format("done {} in {}", shown(outcome.id.text()), duration_text(outcome.duration)));
}

RunStory::Messages RunStory::retrying(const std::string& what, const std::string& why, int attempt) {
    percents_.erase(what);  // what comes now is another build, which begins at its beginning
    return {fmt::format("{} is tried again, attempt {} failed: {}", shown(what), attempt, shown(why))};
}

RunStory::Messages RunStory::notice(const std::string& text) {
    return {shown(text)};
}

std::vector<std::string> RunStory::live_lines(std::size_t columns, std::size_t rows) const {
    if (lines_.empty()) return step_.empty() ? Messages{} : Messages{cut_to(step_, columns)};
    std::vector<BuildLine> lines;
    for (const auto& [table, line] : lines_) lines.push_back(line);
    const bool all_fit = lines.size() <= rows;
    if (!all_fit) lines.resize(rows - 1);
    std::vector<std::string> texts = bar_lines(lines, columns);
    if (!all_fit) texts.push_back(cut_to(fmt::format("and {} more", lines_.size() - lines.size()), columns));
    return texts;
}

bool RunStory::is_due(const std::string& index, Time now) {
    const auto [last, is_new] = logged_.try_emplace(index, now);
    if (is_new || now - last->second < between_log_lines) return false;
    last->second = now;
    return true;
}

void RunStory::forget(const std::string& index) {
    percents_.erase(index);
    logged_.erase(index);
    blockers_.forget(index);
}

RunStory::Messages RunStory::for_log(std::string text) const {
    if (place_ == Place::terminal) return {};
    return {std::move(text)};
}

}  // namespace migrate
