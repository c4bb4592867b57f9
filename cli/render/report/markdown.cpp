#include "cli/render/report/markdown.hpp"

#include "cli/render/model/markdown_text.hpp"
#include "cli/render/model/report_words.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

std::string findings_table(const Report& report) {
    if (report.findings.empty()) return "";
    std::string text = markdown_header({"severity", "check", "where", "finding", "what to do"});
    for (const Finding& finding : report.findings) {
        const std::string place = finding.position.text();
        text += markdown_row({std::string(name_of(finding.severity)), finding.check,
                              place.empty() ? finding.subject : place, finding.message, finding.fix});
    }
    return text + "\n";
}

std::string settings_table(const Report& report) {
    if (report.settings.empty()) return "";
    std::string text = markdown_header({"setting", "current", "recommended", "source", "verdict"});
    for (const SettingLine& line : report.settings)
        text += markdown_row({line.name, std::string(or_dash(line.current)),
                              std::string(or_dash(line.recommended)), line.source, line.verdict});
    return text + "\n";
}

std::string skipped_list(const Report& report) {
    if (report.skipped.empty()) return "";
    std::string text = "Not checked:\n\n";
    for (const SkippedCheck& skipped : report.skipped)
        text += fmt::format("- {}: {}\n", markdown_words(skipped.check), markdown_words(skipped.reason));
    return text + "\n";
}

}  // namespace

std::string render_report_markdown(const Report& report, const Style& /*style*/) {
    std::string text = fmt::format("### migrate {}: {}\n\n", markdown_words(report.command),
                                   markdown_words(verdict_line(report)));
    text += findings_table(report) + settings_table(report) + skipped_list(report);
    if (!report.server.empty()) return text + markdown_words(report.server) + "\n";
    text.pop_back();  // the blank line
    return text;
}

}  // namespace migrate
