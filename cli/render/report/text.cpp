#include "cli/render/report/text.hpp"

#include "cli/render/text/table.hpp"
#include "src/base/redact.hpp"
#include "src/base/words.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

std::string coloured(Severity severity, const Style& style) {
    const std::string_view name = name_of(severity);
    if (severity == Severity::error) return style.bad(name);
    return severity == Severity::warning ? style.warning(name) : std::string(name);
}

std::string finding_text(const Finding& finding, const Style& style) {
    const std::string place = finding.position.text();
    return fmt::format("{}: {}{}{} {}\n    {}\n", coloured(finding.severity, style), place,
                       place.empty() ? "" : ": ", finding.message,
                       style.dim(fmt::format("[{}]", finding.check)), finding.fix);
}

std::string settings_text(const Report& report) {
    if (report.settings.empty()) return "";
    Rows rows;
    for (const SettingLine& line : report.settings)
        rows.push_back({line.name, line.current.empty() ? "-" : line.current,
                        line.recommended.empty() ? "-" : line.recommended, line.source, line.verdict});
    return render_table({"variable", "current", "recommended", "source", "verdict"}, rows) + "\n";
}

std::string skipped_text(const Report& report, const Style& style) {
    std::string text;
    for (const SkippedCheck& skipped : report.skipped)
        text += style.dim(fmt::format("not checked: {}: {}", skipped.check, skipped.reason)) + "\n";
    return text;
}

std::string counts_text(const Report& report) {
    std::vector<std::string> counts;
    const auto add = [&](Severity severity, std::string_view one, std::string_view many) {
        if (const std::size_t n = count_of(report, severity); n > 0) counts.push_back(count_of(n, one, many));
    };
    add(Severity::error, "error", "errors");
    add(Severity::warning, "warning", "warnings");
    add(Severity::info, "remark", "remarks");
    const std::string looked = count_of(report.checked.size(), "check");
    std::string text = counts.empty() ? fmt::format("{}, no findings", looked)
                                      : fmt::format("{}: {}", looked, list_of(counts));
    if (!report.skipped.empty()) text += fmt::format("; {} not checked", report.skipped.size());
    return text;
}

std::string verdict_text(const Report& report, const Style& style) {
    const bool ready = report.verdict == "ready";
    const std::string verdict = ready ? style.good(report.verdict) : style.bad(report.verdict);
    return fmt::format("{}{}{} ({})\n", verdict, report.reason.empty() ? "" : ": ", report.reason,
                       counts_text(report));
}

}  // namespace

std::string render_report_text(const Report& report, const Style& style) {
    std::string text = report.server.empty() ? "" : report.server + "\n";
    text += settings_text(report);
    for (const Finding& finding : report.findings) text += finding_text(finding, style);
    return redact(text + skipped_text(report, style) + verdict_text(report, style));
}

}  // namespace migrate
