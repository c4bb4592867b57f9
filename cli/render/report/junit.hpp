#pragma once

#include "cli/render/text/style.hpp"
#include "src/report/report.hpp"

#include <string>

namespace migrate {

/// JUnit XML as the strict schema of Ant wants it: one test case a check. A finding that is an error or a
/// warning fails its case; remarks stand in system-out.
std::string render_report_junit(const Report& report, const Style& style);

}  // namespace migrate
