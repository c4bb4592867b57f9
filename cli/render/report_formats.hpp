#pragma once

#include "cli/render/text/style.hpp"
#include "src/report/report.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// One way to write a report of check or preflight. Pure; the whole document with its final newline.
struct ReportFormat {
    std::string_view name;
    std::string (*render)(const Report& report, const Style& style);
};

/// The table of formats; the first is the default.
const std::vector<ReportFormat>& report_formats();
/// Null for a name that is none.
const ReportFormat* find_report_format(std::string_view name);

}  // namespace migrate
