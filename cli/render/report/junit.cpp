#include "cli/render/report/junit.hpp"

#include "cli/render/model/document_text.hpp"
#include "cli/render/model/report_words.hpp"
#include "src/base/version.hpp"

#include <algorithm>
#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

// The schema: https://github.com/windyroad/JUnit-Schema. Attributes that it requires are there even where
// nothing is known: only the whole report is timed, so each case takes 0 seconds.

namespace migrate {

namespace {

std::string_view entity_of(char sign) {
    switch (sign) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':  // ]]> must not stand in a text
            return "&gt;";
        case '"':
            return "&quot;";
        case '\n':  // else an attribute would lose it
            return "&#10;";
        default:
            return "";
    }
}

std::string_view entity_in_content(char sign) {
    return sign == '\n' ? "" : entity_of(sign);
}

std::string content(std::string_view text) {
    return replaced(document_text(text), entity_in_content);
}

std::string attribute(std::string_view name, std::string_view value) {
    return fmt::format(" {}=\"{}\"", name, replaced(document_text(value), entity_of));
}

std::string finding_lines(const Finding& finding) {
    const std::string place = finding.position.text();
    const std::string what = fmt::format("{}: {}{}{} [{}]\n", name_of(finding.severity), place,
                                         place.empty() ? "" : ": ", finding.message, finding.check);
    return finding.fix.empty() ? what : fmt::format("{}    {}\n", what, finding.fix);
}

bool fails(const Finding& finding) {
    return finding.severity > Severity::info;
}

std::vector<Finding> failures_of(const Report& report, const CheckText& check) {
    std::vector<Finding> failures = findings_of(report, check.id);
    std::erase_if(failures, [](const Finding& finding) { return !fails(finding); });
    return failures;
}

std::string failure_element(const std::vector<Finding>& failures) {
    const Finding& worst = failures.front();
    const std::string message = failures.size() == 1
                                    ? worst.message
                                    : fmt::format("{} (and {} more)", worst.message, failures.size() - 1);
    std::string lines;
    for (const Finding& finding : failures) lines += finding_lines(finding);
    return fmt::format("      <failure{}{}>{}</failure>\n", attribute("type", name_of(worst.severity)),
                       attribute("message", message), content(lines));
}

std::string case_element(std::string_view check, const std::string& inside) {
    const std::string start = fmt::format("    <testcase{}{} time=\"0\"",
                                          attribute("classname", fmt::format("migrate.{}", group_of(check))),
                                          attribute("name", name_in_group(check)));
    return inside.empty() ? start + "/>\n" : fmt::format("{}>\n{}    </testcase>\n", start, inside);
}

std::string property_element(std::string_view name, std::string_view value) {
    if (value.empty()) return "";
    return fmt::format("      <property{}{}/>\n", attribute("name", name), attribute("value", value));
}

std::string properties_element(const Report& report) {
    return fmt::format("    <properties>\n{}{}{}    </properties>\n",
                       property_element("migrate", version_text), property_element("server", report.server),
                       property_element("verdict", report.verdict));
}

std::string setting_line(const SettingLine& line) {
    return fmt::format("{}: current {}, recommended {}, from {}: {}\n", line.name, or_dash(line.current),
                       or_dash(line.recommended), or_dash(line.source), line.verdict);
}

std::string output_text(const Report& report) {
    std::string text;
    for (const Finding& finding : report.findings) {
        if (!fails(finding)) text += finding_lines(finding);
    }
    for (const SettingLine& line : report.settings) text += setting_line(line);
    return text + verdict_line(report) + "\n";
}

struct Cases {
    std::string elements;
    std::size_t count = 0;
    std::size_t failures = 0;
};

Cases cases_of(const Report& report) {
    Cases cases;
    for (const CheckText& check : reported_checks(report)) {
        const std::vector<Finding> failures = failures_of(report, check);
        cases.elements += case_element(check.id, failures.empty() ? "" : failure_element(failures));
        cases.failures += failures.empty() ? 0 : 1;
        ++cases.count;
    }
    for (const SkippedCheck& skipped : report.skipped) {
        const std::string inside = fmt::format("      <skipped{}/>\n", attribute("message", skipped.reason));
        cases.elements += case_element(skipped.check, inside);
        ++cases.count;
    }
    return cases;
}

std::string timestamp_of(const Report& report) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}", fmt::gmtime(static_cast<std::time_t>(report.made_at)));
}

}  // namespace

std::string render_report_junit(const Report& report, const Style& /*style*/) {
    const Cases cases = cases_of(report);
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
    text += fmt::format(
        "  <testsuite package=\"migrate\" id=\"0\"{} timestamp=\"{}\" hostname=\"localhost\" tests=\"{}\" "
        "failures=\"{}\" errors=\"0\" skipped=\"{}\" time=\"{:.3f}\">\n",
        attribute("name", fmt::format("migrate {}", report.command)), timestamp_of(report), cases.count,
        cases.failures, report.skipped.size(), report.seconds);
    text += properties_element(report) + cases.elements;
    text += fmt::format("    <system-out>{}</system-out>\n    <system-err/>\n", content(output_text(report)));
    return text + "  </testsuite>\n</testsuites>\n";
}

}  // namespace migrate
