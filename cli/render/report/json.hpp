#pragma once

#include "cli/render/text/style.hpp"
#include "src/report/report.hpp"

#include <string>

namespace migrate {

std::string render_report_json(const Report& report, const Style& style);

}  // namespace migrate
