#include "cli/render/report_formats.hpp"

#include "cli/render/report/github.hpp"
#include "cli/render/report/gitlab.hpp"
#include "cli/render/report/json.hpp"
#include "cli/render/report/junit.hpp"
#include "cli/render/report/markdown.hpp"
#include "cli/render/report/sarif.hpp"
#include "cli/render/report/text.hpp"

#include <algorithm>

namespace migrate {

const std::vector<ReportFormat>& report_formats() {
    static const std::vector<ReportFormat> formats{
        {"text", render_report_text},        {"json", render_report_json},     {"junit", render_report_junit},
        {"github", render_report_github},    {"gitlab", render_report_gitlab}, {"sarif", render_report_sarif},
        {"markdown", render_report_markdown}};
    return formats;
}

const ReportFormat* find_report_format(std::string_view name) {
    const auto& formats = report_formats();
    const auto found = std::ranges::find(formats, name, &ReportFormat::name);
    return found == formats.end() ? nullptr : &*found;
}

}  // namespace migrate
