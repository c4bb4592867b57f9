#include "cli/render/apply/markdown.hpp"

#include "cli/render/model/markdown_text.hpp"
#include "cli/render/report/markdown.hpp"
#include "cli/render/text.hpp"
#include "cli/render/text/flush_text.hpp"
#include "cli/render/workload/markdown.hpp"
#include "src/base/redact.hpp"
#include "src/base/version.hpp"
#include "src/base/words.hpp"

#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace migrate {

namespace {

/// What other commands print on a terminal, as it stands there.
std::string verbatim(const std::string& text) {
    // A fence longer than any in it, which names of objects can hold.
    std::string fence = "```";
    while (text.find(fence) != std::string::npos) fence += '`';
    return fmt::format("{}text\n{}{}\n\n", fence, text, fence);
}

std::string facts_line(const ApplyReport& report) {
    std::string text =
        fmt::format("{:%Y-%m-%d %H:%M:%S} UTC, migrate {}", fmt::gmtime(report.made_at), MIGRATE_VERSION);
    if (!report.server.empty()) text += ", " + report.server;
    if (report.dry_run) text += ", a dry run: nothing was changed";
    return markdown_words(text) + "\n\n";
}

std::string steps_table(const ApplyReport& report) {
    std::string text = markdown_header({"step", "", "what", ">took"});
    for (const ApplyStep& step : report.steps)
        text += markdown_row({words_of_step(step.name), std::string(words_of(step.end)), step.text,
                              step.end == StepEnd::skipped ? "" : duration_text(step.duration)});
    return text + "\n";
}

std::string workload_section(const ApplyReport& report) {
    if (report.before && report.after) return render_comparison_markdown(*report.before, *report.after);
    return render_measurement_markdown(report.before ? *report.before : *report.after);
}

std::string migration_section(const ApplyMigration& migration) {
    const PlanView plan{
        .plan = migration.plan, .graph = migration.graph, .heads = migration.heads, .build = migration.build};
    std::string text;
    if (migration.result)
        text = text_format.result({*migration.result, migration.graph}, Style());
    else
        text =
            migration.plan.refused() ? text_format.refused(plan, Style()) : text_format.plan(plan, Style());
    return "## Revisions and indexes\n\n" + verbatim(text);
}

}  // namespace

std::string render_apply_markdown(const ApplyReport& report) {
    std::string text = fmt::format("# migrate apply: {}\n\n{}{}", result_of(report), facts_line(report),
                                   markdown_words(summary_of(report)) + "\n\n");
    text += steps_table(report);
    if (const std::string failures = failures_of_steps(report); !failures.empty())
        text += verbatim(redact(failures));
    if (report.before || report.after) text += "## The bot's workload\n\n" + workload_section(report) + "\n";
    if (report.migration) text += migration_section(*report.migration);
    if (report.check) text += "## Check\n\n" + render_report_markdown(*report.check, Style()) + "\n";
    if (report.flush) text += "## Caches\n\n" + verbatim(redact(render_flush_text(*report.flush, Style())));
    text.pop_back();  // the blank line at the end
    return text;
}

}  // namespace migrate
