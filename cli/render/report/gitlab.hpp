#pragma once

#include "cli/render/text/style.hpp"
#include "src/report/report.hpp"

#include <string>

namespace migrate {

/// GitLab's Code Quality report. It has no place for what was not checked, and wants a file: a finding that
/// stands in none is shown at the first line of migrate.toml.
std::string render_report_gitlab(const Report& report, const Style& style);

}  // namespace migrate
