#pragma once

#include "cli/render/text/style.hpp"
#include "src/report/report.hpp"

#include <string>

namespace migrate {

/// Workflow commands of GitHub Actions, and groups of the log for what is no annotation; the last line is the
/// verdict.
std::string render_report_github(const Report& report, const Style& style);

}  // namespace migrate
