// The text that Prometheus reads, compared with golden files: see report_formats_test.cpp.

#include "cli/render/metrics.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/example_reports.hpp"
#include "tests/support/golden.hpp"

using namespace migrate;
using namespace migrate::testing;
using namespace std::chrono_literals;

namespace {

RunMetrics checked(Report report) {
    return {.command = "check",
            .database = "bot",
            .report = std::move(report),
            .heads = std::vector<std::string>{"api_keys"},
            .pending = 2,
            .exit_code = 1,
            .seconds = 0.0142,
            .ended_at = 1764000000};
}

IndexOutcome index(IndexVerb verb) {
    return {.name = "i", .table = "t", .verb = verb};
}

RunResult failed_run() {
    RunResult result;
    result.kind = RunResult::Kind::failed;
    result.done = {{.id = RevisionId("a"), .indexes = {index(IndexVerb::build), index(IndexVerb::adopt)}},
                   {.id = RevisionId("b"), .repair = true, .indexes = {index(IndexVerb::rebuild)}}};
    result.failed_step = StepOutcome{.id = RevisionId("c"), .indexes = {index(IndexVerb::build_plain)}};
    result.not_started = {RevisionId("d"), RevisionId("e")};
    return result;
}

}  // namespace

TEST_CASE("the metrics of a check are written as their golden file says", "[golden]") {
    check_golden("metrics/check.prom", render_metrics(checked(plain_report())));
}

TEST_CASE("no sign breaks out of a label", "[golden]") {
    RunMetrics metrics = checked(nasty_report());
    metrics.database = nasty_text();
    metrics.heads = std::vector<std::string>{nasty_text(), "b"};
    check_golden("metrics/nasty.prom", render_metrics(metrics));
}

TEST_CASE("the metrics of a failed run count what it did and did not come to", "[golden]") {
    check_golden("metrics/up.prom", render_metrics({.command = "up",
                                                    .database = "bot",
                                                    .heads = std::vector<std::string>{},
                                                    .pending = 3,
                                                    .counts = counts_of(failed_run()),
                                                    .exit_code = 4,
                                                    .seconds = 61.25,
                                                    .ended_at = 1764000000}));
}

TEST_CASE("a metric that is not known is left out, and never 0") {
    const std::string text = render_metrics({.command = "up", .exit_code = 3});
    for (const char* name : {"migrate_pending_migrations", "migrate_schema_info", "migrate_revisions_applied",
                             "migrate_check_status", "database="})
        CHECK(text.find(name) == std::string::npos);
    CHECK(text.find("migrate_last_run_exit_code{command=\"up\"} 3\n") != std::string::npos);
}
