#include "cli/render/report/markdown.hpp"

#include "cli/render/model/markdown_text.hpp"
#include "cli/render/model/report_words.hpp"

#include <initializer_list>

#include <fmt/format.h>

namespace migrate {

namespace {

std::string table_row(std::initializer_list<std::string_view> cells) {
    std::string row = "|";
    for (const std::string_view cell : cells) row += fmt::format(" {} |", markdown_words(cell));
    return row + "\n";
}

std::string findings_table(const Report& report) {
    if (report.findings.empty()) return "";
    std::string text = "| severity | check | where | finding | what to do |\n|---|---|---|---|---|\n";
    for (const Finding& finding : report.findings) {
        const std::string place = finding.position.text();
        text += table_row({name_of(finding.severity), finding.check, place.empty() ? finding.subject : place,
                           finding.message, finding.fix});
    }
    return text + "\n";
}

std::string settings_table(const Report& report) {
    if (report.settings.empty()) return "";
    std::string text = "| setting | current | recommended | source | verdict |\n|---|---|---|---|---|\n";
    for (const SettingLine& line : report.settings)
        text += table_row(
            {line.name, or_dash(line.current), or_dash(line.recommended), line.source, line.verdict});
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
