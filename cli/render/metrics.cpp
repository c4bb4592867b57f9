#include "cli/render/metrics.hpp"

#include "cli/render/model/document_text.hpp"
#include "cli/render/model/report_words.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace migrate {

namespace {

/// A metric has one help text, whatever command writes it: the collector refuses two files that differ in it.
struct Metric {
    std::string_view name;
    std::string_view help;
};

constexpr Metric check_status{"migrate_check_status",
                              "Result of one check: 0 ok, 1 info, 2 warning, 3 error, 4 not checked."};
constexpr Metric findings{"migrate_findings", "Findings of the last run, by severity."};
constexpr Metric pending_migrations{"migrate_pending_migrations",
                                    "Revisions of the files that the database does not have."};
constexpr Metric schema_info{"migrate_schema_info",
                             "The revision that the database is at; the value is always 1."};
constexpr Metric revisions_applied{"migrate_revisions_applied", "Revisions that the last run applied."};
constexpr Metric revisions_repaired{
    "migrate_revisions_repaired",
    "Applied revisions of which the last run made again what was missing or invalid."};
constexpr Metric revisions_failed{"migrate_revisions_failed", "Revisions at which the last run failed."};
constexpr Metric revisions_not_started{"migrate_revisions_not_started",
                                       "Revisions that the last run did not come to."};
constexpr Metric indexes_built{"migrate_indexes_built", "Indexes that the last run built."};
constexpr Metric last_run_timestamp{"migrate_last_run_timestamp_seconds",
                                    "Unix time when the last run ended."};
constexpr Metric last_run_duration{"migrate_last_run_duration_seconds", "How long the last run took."};
constexpr Metric last_run_exit_code{"migrate_last_run_exit_code", "Exit code of the last run: 0 is success."};

constexpr int not_checked = 4;

std::string_view escape_in_label(char sign) {
    switch (sign) {
        case '\\':
            return "\\\\";
        case '"':
            return "\\\"";
        case '\n':
            return "\\n";
        default:
            return "";
    }
}

using Labels = std::vector<std::pair<std::string_view, std::string>>;

std::string labels_text(const Labels& labels) {
    std::string text;
    for (const auto& [name, value] : labels) {
        if (value.empty()) continue;  // the same as no label
        text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", name,
                            replaced(document_text(value), escape_in_label));
    }
    return text;
}

/// Writes the metrics of one run.
class MetricsText {
  public:
    explicit MetricsText(const RunMetrics& run) : run_(run) {}

    void begin(const Metric& metric) {
        name_ = metric.name;
        text_ += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n", metric.name, metric.help);
    }
    void sample(Labels labels, const std::string& value) {
        labels.emplace_back("command", run_.command);
        labels.emplace_back("database", run_.database);
        text_ += fmt::format("{}{{{}}} {}\n", name_, labels_text(labels), value);
    }
    void single(const Metric& metric, const std::string& value) {
        begin(metric);
        sample({}, value);
    }
    std::string text() { return std::move(text_); }

  private:
    const RunMetrics& run_;
    std::string_view name_;
    std::string text_;
};

int status_of(const Report& report, const CheckText& check) {
    int status = 0;
    for (const Finding& finding : findings_of(report, check.id))
        status = std::max(status, static_cast<int>(finding.severity) + 1);
    return status;
}

void write_report(MetricsText& text, const Report& report) {
    const std::vector<CheckText> checks = reported_checks(report);
    if (!checks.empty() || !report.skipped.empty()) text.begin(check_status);
    for (const CheckText& check : checks)
        text.sample({{"check", check.id}}, fmt::format("{}", status_of(report, check)));
    for (const SkippedCheck& skipped : report.skipped)
        text.sample({{"check", skipped.check}}, fmt::format("{}", not_checked));
    text.begin(findings);
    for (const Severity severity : {Severity::error, Severity::warning, Severity::info})
        text.sample({{"severity", std::string(name_of(severity))}},
                    fmt::format("{}", count_of(report, severity)));
}

void write_heads(MetricsText& text, const std::vector<std::string>& heads) {
    text.begin(schema_info);
    if (heads.empty()) text.sample({{"head", "base"}}, "1");
    for (const std::string& head : heads) text.sample({{"head", head}}, "1");
}

void write_counts(MetricsText& text, const RunCounts& counts) {
    text.single(revisions_applied, fmt::format("{}", counts.applied));
    text.single(revisions_repaired, fmt::format("{}", counts.repaired));
    text.single(revisions_failed, fmt::format("{}", counts.failed));
    text.single(revisions_not_started, fmt::format("{}", counts.not_started));
    text.single(indexes_built, fmt::format("{}", counts.indexes_built));
}

bool was_built(const IndexOutcome& index) {
    switch (index.verb) {
        case IndexVerb::build:
        case IndexVerb::build_plain:
        case IndexVerb::rebuild:
        case IndexVerb::replace:
            return true;
        default:
            return false;
    }
}

std::size_t built_in(const StepOutcome& step) {
    return static_cast<std::size_t>(std::ranges::count_if(step.indexes, was_built));
}

}  // namespace

RunCounts counts_of(const RunResult& result) {
    RunCounts counts;
    for (const StepOutcome& step : result.done) {
        ++(step.repair ? counts.repaired : counts.applied);
        counts.indexes_built += built_in(step);
    }
    if (result.failed_step) {
        counts.failed = 1;
        counts.indexes_built += built_in(*result.failed_step);
    }
    counts.not_started = result.not_started.size();
    return counts;
}

std::string render_metrics(const RunMetrics& metrics) {
    MetricsText text(metrics);
    if (metrics.report) write_report(text, *metrics.report);
    if (metrics.pending) text.single(pending_migrations, fmt::format("{}", *metrics.pending));
    if (metrics.heads) write_heads(text, *metrics.heads);
    if (metrics.counts) write_counts(text, *metrics.counts);
    text.single(last_run_timestamp, fmt::format("{}", metrics.ended_at));
    text.single(last_run_duration, fmt::format("{:.6f}", metrics.seconds));
    text.single(last_run_exit_code, fmt::format("{}", metrics.exit_code));
    return text.text();
}

}  // namespace migrate
