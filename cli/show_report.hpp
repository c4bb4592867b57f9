#pragma once

#include "cli/context.hpp"

namespace migrate {

/// Prints a report in the format that was asked for. As annotations of GitHub Actions it is also appended as
/// Markdown to the summary of the step; where that cannot be done a remark says so, since nothing is lost.
void show_report(const CommandContext& context, Report report);

}  // namespace migrate
