#pragma once

#include "cli/render/progress/shown_percent.hpp"
#include "src/revision/run_observer.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// What is known of the index that is worked on in one table. All texts are harmless.
struct BuildLine {
    std::string table;
    std::string index;
    std::string doing = "at work";
    std::optional<int> percent;  ///< empty: nobody knows now
    int reached = 0;             ///< what the bar keeps meanwhile
    std::string times;           ///< "about 12 s left in it, 1 min 3 s"
    std::string short_times;     ///< "about 12 s left", or how long it has taken
};

/// Notes the percent, and says what is to be shown.
BuildLine build_line(const BuildProgress& progress, ShownPercent& percent);

/// "ix_a on t: scanning table, 42 %, about 12 s left in it, 1 min 3 s": for a log.
std::string log_line(const BuildLine& line);

/// One line a build, aligned, none wider than `columns`:
/// "t  ix_a  [######--------]  42 %  scanning table, about 12 s left in it, 1 min 3 s". Where nobody knows
/// the percent it is left out, and what is missing of the bar is dots. Where it is narrow the times are
/// short; then there is no table, then no bar.
std::vector<std::string> bar_lines(const std::vector<BuildLine>& lines, std::size_t columns);

}  // namespace migrate
