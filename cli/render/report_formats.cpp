#include "cli/render/report_formats.hpp"

#include "cli/render/report/json.hpp"
#include "cli/render/report/text.hpp"

#include <algorithm>

namespace migrate {

const std::vector<ReportFormat>& report_formats() {
    static const std::vector<ReportFormat> formats{{"text", render_report_text},
                                                   {"json", render_report_json}};
    return formats;
}

const ReportFormat* find_report_format(std::string_view name) {
    const auto& formats = report_formats();
    const auto found = std::ranges::find(formats, name, &ReportFormat::name);
    return found == formats.end() ? nullptr : &*found;
}

}  // namespace migrate
