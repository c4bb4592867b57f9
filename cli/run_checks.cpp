#include "cli/run_checks.hpp"

#include "checks/all_checks.hpp"
#include "src/settings/setting_lines.hpp"

#include <chrono>

namespace migrate {

namespace {

/// A server that was named and does not answer is a finding too: no check that wanted it has looked.
Finding unreachable_finding(const Error& error) {
    return {.check = "server.unreachable",
            .severity = Severity::error,
            .subject = "server",
            .message = error.message(),
            .fix = error.hint(),
            .position = {}};
}

ExitCode judge(Report& report, const Gathered& gathered, Severity fail_on) {
    if (gathered.failure) {
        report.findings.insert(report.findings.begin(), unreachable_finding(*gathered.failure));
        report.verdict = "unreachable";
        return ExitCode::unreachable;
    }
    const bool fails = worst_of(report) >= fail_on;
    report.verdict = fails ? "findings" : "ready";
    return fails ? ExitCode::findings : ExitCode::done;
}

/// The facts are there when a check of settings was among those asked for.
void add_settings(const Facts& facts, Report& report) {
    if (facts.settings)
        report.settings =
            setting_lines(*facts.settings, facts.server ? &*facts.server : nullptr, report.findings);
}

/// Of files that are no revisions, only the statements are looked at. Errors: ExitCode::usage where nothing
/// would be.
std::vector<Check> chosen_checks(const CheckSelection& selection, const GatherOptions& options) {
    std::vector<Check> checks = select_checks(all_checks(), selection);
    // Who named no other side asks nothing of a merge.
    if (options.against.empty() && selection.only.empty())
        std::erase_if(checks, [](const Check& check) { return check.needs.contains(Need::merge); });
    if (options.sql_files.empty()) return checks;
    std::erase_if(checks, [](const Check& check) { return !check.needs.contains(Need::statements); });
    if (checks.empty())
        throw Error(ExitCode::usage, "none of these checks looks at statements",
                    "With --sql-file name statement, style or one of theirs, or leave the names out.");
    for (Check& check : checks) check.uses.remove(Need::history);
    return checks;
}

}  // namespace

CheckRun run_checks(CommandContext& context, const CheckSelection& selection, Severity fail_on,
                    const GatherOptions& options) {
    const auto start = std::chrono::steady_clock::now();
    const std::vector<Check> checks = chosen_checks(selection, options);
    CheckRun run{
        .report = {}, .code = ExitCode::done, .gathered = gather_facts(context, needs_of(checks), options)};
    run.report = evaluate_checks(checks, run.gathered.facts);
    run.report.command = "check";
    run.report.server = run.gathered.server;
    add_settings(run.gathered.facts, run.report);
    run.report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    run.code = judge(run.report, run.gathered, fail_on);
    return run;
}

}  // namespace migrate
