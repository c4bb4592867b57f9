#include "cli/render/report/text.hpp"

#include "cli/render/model/report_words.hpp"
#include "cli/render/progress/harmless_text.hpp"
#include "cli/render/text/table.hpp"
#include "src/base/redact.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include <fmt/format.h>

namespace migrate {

namespace {

std::string coloured(Severity severity, const Style& style) {
    const std::string_view name = name_of(severity);
    if (severity == Severity::error) return style.bad(name);
    return severity == Severity::warning ? style.warning(name) : std::string(name);
}

std::string finding_text(const Finding& finding, const Style& style) {
    const std::string place = shown(finding.position.text());
    return fmt::format("{}: {}{}{} {}\n    {}\n", coloured(finding.severity, style), place,
                       place.empty() ? "" : ": ", shown(finding.message),
                       style.dim(fmt::format("[{}]", finding.check)), shown(finding.fix));
}

std::string settings_text(const Report& report) {
    if (report.settings.empty()) return "";
    Rows rows;
    for (const SettingLine& line : report.settings)
        rows.push_back({line.name, shown(or_dash(line.current)), shown(or_dash(line.recommended)),
                        shown(line.source), line.verdict});
    return render_table({"variable", "current", "recommended", "source", "verdict"}, rows) + "\n";
}

/// Checks of one group that lack the same.
struct SkippedTogether {
    std::string_view group;
    std::string_view reason;
    std::vector<std::string_view> checks;
};

std::vector<SkippedTogether> gathered_by_reason(const std::vector<SkippedCheck>& skipped) {
    std::vector<SkippedTogether> together;
    for (const SkippedCheck& check : skipped) {
        const auto is_same = [&](const SkippedTogether& other) {
            return other.group == group_of(check.check) && other.reason == check.reason;
        };
        auto found = std::ranges::find_if(together, is_same);
        if (found == together.end()) {
            together.push_back({.group = group_of(check.check), .reason = check.reason, .checks = {}});
            found = std::prev(together.end());
        }
        found->checks.push_back(check.check);
    }
    return together;
}

/// A line for each reason: a page of the same words hides the others.
std::string skipped_text(const Report& report, const Style& style) {
    constexpr std::size_t most_named = 2;
    std::string text;
    for (const SkippedTogether& part : gathered_by_reason(report.skipped)) {
        const bool few = part.checks.size() <= most_named;
        const std::string what = few ? fmt::format("{}", fmt::join(part.checks, ", "))
                                     : fmt::format("{} ({} checks)", part.group, part.checks.size());
        text += style.dim(fmt::format("not checked: {}: {}", what, shown(part.reason))) + "\n";
    }
    return text;
}

}  // namespace

std::string render_report_text(const Report& report, const Style& style) {
    std::string text = report.server.empty() ? "" : shown(report.server) + "\n";
    text += settings_text(report);
    for (const Finding& finding : report.findings) text += finding_text(finding, style);
    return redact(text + skipped_text(report, style) + verdict_line(report, style) + "\n");
}

}  // namespace migrate
