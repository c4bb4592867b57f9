// What a whole run of `migrate apply` says of its steps: never more than they say themselves.

#include "cli/render/apply/json.hpp"
#include "cli/render/apply/markdown.hpp"
#include "cli/render/apply/text.hpp"
#include "tests/support/catch.hpp"

#include <nlohmann/json.hpp>

using namespace migrate;

namespace {

ApplyStep step(const std::string& name, StepEnd end, ExitCode code = ExitCode::done) {
    return {.name = name, .end = end, .text = "what " + name + " did", .code = code};
}

ApplyReport report_of(std::vector<ApplyStep> steps) {
    ApplyReport report;
    report.finished = true;
    report.steps = std::move(steps);
    return report;
}

}  // namespace

TEST_CASE(
    "the exit code of apply is its first failure's, and findings count only where nothing worse failed") {
    const ApplyStep findings = step("check", StepEnd::failed, ExitCode::findings);
    const ApplyStep unreachable = step("flush", StepEnd::failed, ExitCode::unreachable);
    const ApplyStep refused = step("up", StepEnd::failed, ExitCode::refused);
    CHECK(exit_code_of(report_of({step("up", StepEnd::done)})) == ExitCode::done);
    CHECK(exit_code_of(report_of({findings})) == ExitCode::findings);
    CHECK(exit_code_of(report_of({findings, unreachable})) == ExitCode::unreachable);
    CHECK(exit_code_of(report_of({refused, findings, unreachable})) == ExitCode::refused);
}

TEST_CASE("apply is done when something was, nothing when nothing was, and failed when anything failed") {
    const ApplyStep done = step("up", StepEnd::done);
    const ApplyStep nothing = step("flush", StepEnd::nothing_to_do);
    CHECK(result_of(report_of({done, nothing})) == "done");
    CHECK(result_of(report_of({nothing})) == "nothing");
    CHECK(result_of(report_of({done, step("check", StepEnd::failed, ExitCode::findings)})) == "failed");
    CHECK(result_of(report_of({step("up", StepEnd::failed, ExitCode::refused)})) == "refused");
    ApplyReport rehearsal = report_of({step("up", StepEnd::skipped)});
    rehearsal.dry_run = true;
    CHECK(result_of(rehearsal) == "planned");
}

TEST_CASE("the summary of apply names each step with how it ended, failures first") {
    const ApplyReport report =
        report_of({step("measure_before", StepEnd::done), step("up", StepEnd::failed, ExitCode::step_failed),
                   step("check", StepEnd::failed, ExitCode::findings), step("flush", StepEnd::skipped),
                   step("report", StepEnd::nothing_to_do)});
    CHECK(summary_of(report) ==
          "failed: up and check failed; flush skipped; measure before done; report had nothing to do");
    ApplyReport unfinished = report;
    unfinished.finished = false;
    CHECK(summary_of(unfinished).starts_with("unfinished, so far failed: "));
}

TEST_CASE("every format of apply shows each step, and no password") {
    ApplyReport report = report_of({step("measure_before", StepEnd::done)});
    report.steps.push_back(
        {.name = "up",
         .end = StepEnd::failed,
         .text = "cannot reach postgresql://bot:hush@db/bot",
         .code = ExitCode::unreachable,
         .error = Error(ExitCode::unreachable, "cannot reach it", "Try password=hush again.")});
    report.server = "postgresql://bot:hush@db/bot";
    for (const std::string& text :
         {render_apply_text(report, Style()), render_apply_markdown(report), render_apply_json(report)}) {
        CAPTURE(text);
        CHECK(text.find("hush") == std::string::npos);
        const bool in_words = text.find("what measure_before did") != std::string::npos;
        const bool in_markdown = text.find("what measure\\_before did") != std::string::npos;
        CHECK((in_words || in_markdown));
    }
    const auto json = nlohmann::json::parse(render_apply_json(report));
    CHECK(json["exit_code"] == 3);
    CHECK(json["steps"][1]["state"] == "failed");
    CHECK(json["steps"][1]["error"]["hint"] == "Try password=*** again.");
}
