#pragma once

#include "cli/render/model/status_report.hpp"
#include "cli/render/text/style.hpp"

#include <string>

namespace migrate {

/// Two tables and the verdict, on one screen.
std::string render_status_text(const StatusReport& report, const Style& style);

}  // namespace migrate
