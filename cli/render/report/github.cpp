#include "cli/render/report/github.hpp"

#include "cli/render/model/document_text.hpp"
#include "cli/render/model/file_address.hpp"
#include "cli/render/model/report_words.hpp"
#include "src/base/words.hpp"

#include <vector>

#include <fmt/format.h>

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands

namespace migrate {

namespace {

/// GitHub shows no more annotations of one kind in a step, and does not say that it left some out.
constexpr std::size_t most_annotations = 10;

std::string_view escape_in_message(char sign) {
    switch (sign) {
        case '%':
            return "%25";
        case '\r':
            return "%0D";
        case '\n':
            return "%0A";
        default:
            return "";
    }
}

std::string_view escape_in_property(char sign) {
    if (sign == ':') return "%3A";
    return sign == ',' ? "%2C" : escape_in_message(sign);
}

std::string property(std::string_view name, std::string_view value) {
    return fmt::format("{}={}", name, replaced(document_text(value), escape_in_property));
}

std::string_view command_of(Severity severity) {
    if (severity == Severity::info) return "notice";
    return name_of(severity);
}

std::string annotation(const Finding& finding) {
    const FilePosition& place = finding.position;
    std::string properties;
    if (!place.file.empty()) properties += property("file", tidy_path(place.file)) + ",";
    if (!place.file.empty() && place.line > 0) {
        properties += fmt::format("line={},", place.line);
        if (place.column > 0) properties += fmt::format("col={},", place.column);
    }
    const std::string message = document_text(message_with_fix(finding));
    return fmt::format("::{} {}{}::{}\n", command_of(finding.severity), properties,
                       property("title", finding.check), replaced(message, escape_in_message));
}

/// A line of the log. It never begins with what the runner takes for a command, nor holds the end of one.
std::string log_line(std::string_view first_word, std::string_view text) {
    return fmt::format("{}: {}\n", first_word, document_line(text));
}

std::string group(std::string_view title, const std::string& lines) {
    if (lines.empty()) return "";
    return fmt::format("::group::{}\n{}::endgroup::\n", title, lines);
}

std::string finding_line(const Finding& finding) {
    const std::string place = finding.position.text();
    return log_line(name_of(finding.severity), fmt::format("{}{}{} [{}] {}", place, place.empty() ? "" : ": ",
                                                           finding.message, finding.check, finding.fix));
}

std::string annotations_of(const Report& report, Severity severity) {
    std::string annotated;
    std::string left_out;
    std::size_t count = 0;
    for (const Finding& finding : report.findings) {
        if (finding.severity != severity) continue;
        if (++count <= most_annotations)
            annotated += annotation(finding);
        else
            left_out += finding_line(finding);
    }
    if (left_out.empty()) return annotated;
    const std::string title = fmt::format("{} more without an annotation: GitHub shows {} of a kind",
                                          count_text(severity, count - most_annotations), most_annotations);
    return annotated + group(title, left_out);
}

std::string settings_lines(const Report& report) {
    std::string lines;
    for (const SettingLine& line : report.settings)
        lines += log_line("setting", fmt::format("{}: current {}, recommended {}, from {}: {}", line.name,
                                                 or_dash(line.current), or_dash(line.recommended),
                                                 or_dash(line.source), line.verdict));
    return lines;
}

std::string skipped_lines(const Report& report) {
    std::string lines;
    for (const SkippedCheck& skipped : report.skipped)
        lines += log_line("not checked", fmt::format("{}: {}", skipped.check, skipped.reason));
    return lines;
}

}  // namespace

std::string render_report_github(const Report& report, const Style& /*style*/) {
    std::string text = report.server.empty() ? "" : log_line("server", report.server);
    for (const Severity severity : {Severity::error, Severity::warning, Severity::info})
        text += annotations_of(report, severity);
    text += group("settings", settings_lines(report));
    text +=
        group(fmt::format("{} not checked", count_of(report.skipped.size(), "check")), skipped_lines(report));
    return text + document_line(verdict_line(report)) + "\n";
}

}  // namespace migrate
