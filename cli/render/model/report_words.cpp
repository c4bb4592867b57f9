#include "cli/render/model/report_words.hpp"

#include "cli/render/progress/harmless_text.hpp"
#include "src/base/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

std::string count_text(Severity severity, std::size_t count) {
    return count_of(count, severity == Severity::info ? "remark" : name_of(severity));
}

std::string counts_text(const Report& report) {
    std::vector<std::string> counts;
    for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
        if (const std::size_t n = count_of(report, severity); n > 0)
            counts.push_back(count_text(severity, n));
    }
    const std::string looked = count_of(report.checked.size(), "check");
    std::string text = counts.empty() ? fmt::format("{}, no findings", looked)
                                      : fmt::format("{}: {}", looked, list_of(counts));
    if (!report.skipped.empty()) text += fmt::format("; {} not checked", report.skipped.size());
    return text;
}

std::string verdict_line(const Report& report, const Style& style) {
    const bool ready = report.verdict == "ready";
    const std::string verdict = ready ? style.good(report.verdict) : style.bad(report.verdict);
    return fmt::format("{}{}{} ({})", verdict, report.reason.empty() ? "" : ": ", shown(report.reason),
                       counts_text(report));
}

std::string message_with_fix(const Finding& finding) {
    return finding.fix.empty() ? finding.message : fmt::format("{}\n{}", finding.message, finding.fix);
}

std::string_view or_dash(std::string_view value) {
    return value.empty() ? "-" : value;
}

std::string_view group_of(std::string_view check) {
    return check.substr(0, check.find('.'));
}

std::string_view name_in_group(std::string_view check) {
    return check.substr(check.find('.') + 1);
}

std::vector<CheckText> reported_checks(const Report& report) {
    std::vector<CheckText> checks = report.checked;
    for (const Finding& finding : report.findings) {
        const bool known =
            std::ranges::any_of(checks, [&](const CheckText& check) { return check.id == finding.check; });
        if (known) continue;
        checks.push_back({.id = finding.check,
                          .severity = finding.severity,
                          .summary = finding.message,
                          .why = "",
                          .fix = finding.fix});
    }
    return checks;
}

std::vector<Finding> findings_of(const Report& report, std::string_view check) {
    std::vector<Finding> findings;
    std::ranges::copy_if(report.findings, std::back_inserter(findings),
                         [&](const Finding& finding) { return finding.check == check; });
    return findings;
}

}  // namespace migrate
