#pragma once

#include "cli/render/text/style.hpp"
#include "src/report/report.hpp"

#include <string>

namespace migrate {

/// GitHub's Markdown, for comments and summaries: tables of findings and settings, and what was not checked.
std::string render_report_markdown(const Report& report, const Style& style);

}  // namespace migrate
