#pragma once

#include "cli/render/text/style.hpp"
#include "src/report/report.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// "3 checks: 1 error and 2 warnings; 1 not checked"
std::string counts_text(const Report& report);
/// "findings: reason (3 checks: 1 error)"
std::string verdict_line(const Report& report, const Style& style = {});
/// "1 error", "2 warnings", "3 remarks"
std::string count_text(Severity severity, std::size_t count);

/// The finding and what to do about it, on two lines.
std::string message_with_fix(const Finding& finding);

/// What stands in a table for a value that nobody has given.
std::string_view or_dash(std::string_view value);

/// "history" and "pending" of "history.pending".
std::string_view group_of(std::string_view check);
std::string_view name_in_group(std::string_view check);

/// The texts of the checks that looked, and of what is no check but has findings (a server that cannot be
/// reached).
std::vector<CheckText> reported_checks(const Report& report);
std::vector<Finding> findings_of(const Report& report, std::string_view check);

}  // namespace migrate
