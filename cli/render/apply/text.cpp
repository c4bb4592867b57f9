#include "cli/render/apply/text.hpp"

#include "cli/render/progress/harmless_text.hpp"
#include "cli/render/report/text.hpp"
#include "cli/render/text.hpp"
#include "cli/render/text/flush_text.hpp"
#include "cli/render/text/table.hpp"
#include "cli/render/workload/text.hpp"
#include "src/base/redact.hpp"
#include "src/base/words.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

std::string migration_text(const ApplyMigration& migration, const Style& style) {
    const PlanView plan{
        .plan = migration.plan, .graph = migration.graph, .heads = migration.heads, .build = migration.build};
    if (migration.result) return text_format.result({*migration.result, migration.graph}, style);
    return migration.plan.refused() ? text_format.refused(plan, style) : text_format.plan(plan, style);
}

/// Only what asks for something: what was looked at and is well fills a page of `check`.
std::string check_text(Report report, const Style& style) {
    report.settings.clear();
    report.skipped.clear();
    report.server.clear();
    std::erase_if(report.findings, [](const Finding& finding) { return finding.severity == Severity::info; });
    return render_report_text(report, style);
}

std::string workload_text(const ApplyReport& report, const Style& style) {
    if (report.before && report.after) return render_comparison_text(*report.before, *report.after, style);
    return render_measurement_text(report.before ? *report.before : *report.after, style);
}

std::string section(const Style& style, std::string_view title, const std::string& text) {
    return text.empty() ? "" : fmt::format("{}\n{}\n", style.bold(title), text);
}

std::string styled(StepEnd end, const Style& style) {
    if (end == StepEnd::done) return style.good(words_of(end));
    return end == StepEnd::failed ? style.bad(words_of(end)) : style.dim(words_of(end));
}

std::string steps_text(const ApplyReport& report, const Style& style) {
    Rows rows;
    for (const ApplyStep& step : report.steps)
        rows.push_back({words_of_step(step.name), styled(step.end, style), shown(step.text),
                        step.end == StepEnd::skipped ? "" : style.dim(duration_text(step.duration))});
    return render_table({"", "", "", ">"}, rows, "  ");
}

}  // namespace

std::string render_apply_text(const ApplyReport& report, const Style& style) {
    std::string text;
    if (report.migration) text += section(style, "up", migration_text(*report.migration, style));
    if (report.check) text += section(style, "check", check_text(*report.check, style));
    if (report.flush) text += section(style, "flush", render_flush_text(*report.flush, style));
    if (report.before || report.after) text += section(style, "workload", workload_text(report, style));
    text +=
        section(style, fmt::format("apply{}{}", report.server.empty() ? "" : " on ", shown(report.server)),
                steps_text(report, style) + failures_of_steps(report));
    return redact(text + summary_of(report) + "\n");
}

}  // namespace migrate
