#include "cli/render/progress/build_lines.hpp"

#include "cli/render/progress/harmless_text.hpp"
#include "cli/render/progress/phase_words.hpp"
#include "src/base/words.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr int bar_cells = 14;

/// Without decimals, which would only flicker.
std::string seconds_text(std::chrono::milliseconds duration) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(duration);
    return seconds.count() == 0 ? "0 s" : duration_text(seconds);
}

/// "about 12 s left"; "" where nobody knows.
std::string left_text(const BuildProgress& progress, bool counted) {
    if (!counted || !progress.left_in_phase) return "";
    return fmt::format("about {} left",
                       seconds_text(std::chrono::ceil<std::chrono::seconds>(*progress.left_in_phase)));
}

/// The phase; in a wait also whom for, so that it can still be seen when the message has scrolled away.
std::string doing_text(const BuildProgress& progress) {
    std::string text = shown(phase_words(progress.phase));
    if (progress.blockers.empty()) return text;
    const Blocker& first = progress.blockers.front();
    text += first.pid != 0 ? fmt::format(": pid {}", first.pid) : ": " + shown(first.prepared);
    const std::size_t more =
        progress.blockers.size() - 1 + static_cast<std::size_t>(std::max(progress.more_blockers, 0));
    return more == 0 ? text : fmt::format("{} and {} more", text, more);
}

std::string bar_text(const BuildLine& line) {
    const auto full = static_cast<std::size_t>(line.reached * bar_cells / 100);
    return fmt::format("[{}{}]", std::string(full, '#'),
                       std::string(bar_cells - full, line.percent ? '-' : '.'));
}

std::string percent_text(const BuildLine& line) {
    return line.percent ? fmt::format("{:>2} %", *line.percent) : "    ";
}

std::string filled_up(const std::string& text, std::size_t columns) {
    return text + std::string(columns - std::min(columns, columns_of(text)), ' ');
}

/// What of a line there is room for.
struct Shape {
    bool long_times;
    bool table;
    bool bar;
};
constexpr auto shapes = std::to_array<Shape>(
    {{true, true, true}, {false, true, true}, {false, false, true}, {false, false, false}});

std::string with_times(const BuildLine& line, const Shape& shape) {
    const std::string& times = shape.long_times ? line.times : line.short_times;
    return times.empty() ? line.doing : fmt::format("{}, {}", line.doing, times);
}

struct Widths {
    std::size_t table;
    std::size_t index;
};

std::string bar_line(const BuildLine& line, const Shape& shape, const Widths& widths) {
    std::string text;
    if (shape.table) text += filled_up(line.table, widths.table) + "  ";
    text += filled_up(line.index, widths.index) + "  ";
    if (shape.bar) text += bar_text(line) + "  ";
    return text + fmt::format("{}  {}", percent_text(line), with_times(line, shape));
}

std::size_t widest(const std::vector<BuildLine>& lines, std::string BuildLine::*text) {
    std::size_t columns = 0;
    for (const BuildLine& line : lines) columns = std::max(columns, columns_of(line.*text));
    return columns;
}

}  // namespace

BuildLine build_line(const BuildProgress& progress, ShownPercent& percent) {
    const auto known = percent.note(progress.percent);
    const std::string left = left_text(progress, known.has_value());
    const std::string elapsed = seconds_text(progress.elapsed);
    return {.table = shown(progress.table),
            .index = shown(progress.index),
            .doing = doing_text(progress),
            .percent = known,
            .reached = percent.reached(),
            .times = left.empty() ? elapsed : fmt::format("{} in it, {}", left, elapsed),
            .short_times = left.empty() ? elapsed : left};
}

std::string log_line(const BuildLine& line) {
    const std::string percent = line.percent ? fmt::format(", {} %", *line.percent) : "";
    return fmt::format("{} on {}: {}{}, {}", line.index, line.table, line.doing, percent, line.times);
}

std::vector<std::string> bar_lines(const std::vector<BuildLine>& lines, std::size_t columns) {
    const Widths widths{widest(lines, &BuildLine::table), widest(lines, &BuildLine::index)};
    const auto fits = [&](const Shape& shape) {
        return std::ranges::all_of(lines, [&](const BuildLine& line) {
            return columns_of(bar_line(line, shape, widths)) <= columns;
        });
    };
    const auto fitting = std::ranges::find_if(shapes, fits);
    const Shape& shape = fitting == shapes.end() ? shapes.back() : *fitting;
    std::vector<std::string> texts;
    for (const BuildLine& line : lines) texts.push_back(cut_to(bar_line(line, shape, widths), columns));
    return texts;
}

}  // namespace migrate
