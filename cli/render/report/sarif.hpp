#pragma once

#include "cli/render/text/style.hpp"
#include "src/report/report.hpp"

#include <string>

namespace migrate {

/// SARIF 2.1.0: one run, a rule a check. A finding that stands in no file has a logical location.
std::string render_report_sarif(const Report& report, const Style& style);

}  // namespace migrate
