#include "cli/commands/check.hpp"

#include "checks/all_checks.hpp"
#include "checks/evaluate_checks.hpp"
#include "cli/choose.hpp"
#include "cli/gather_facts.hpp"
#include "cli/help.hpp"
#include "cli/run_metrics.hpp"
#include "cli/show_report.hpp"
#include "src/settings/setting_lines.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

namespace migrate {

namespace {

struct CheckOptions {
    CheckSelection selection;
    std::string fail_on = "error";
    std::string metrics;
    bool deep = false;
    int jobs = 0;  ///< 0: not said
};

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

void note_facts(RunMetrics& metrics, const Facts& facts) {
    if (facts.files && facts.history) note_history(metrics, *facts.files, facts.history->history);
}

/// The facts are there when a check of settings was among those asked for.
void add_settings(const Facts& facts, Report& report) {
    if (facts.settings)
        report.settings =
            setting_lines(*facts.settings, facts.server ? &*facts.server : nullptr, report.findings);
}

/// Who names checks means those, however long they take.
GatherOptions gather_options(const CheckOptions& options) {
    const int processors = static_cast<int>(std::thread::hardware_concurrency());
    return {.slow = options.deep || !options.selection.only.empty(),
            .jobs = options.jobs > 0 ? options.jobs : std::clamp(processors, 1, 8)};
}

ExitCode check(CommandContext& context, const CheckOptions& options, RunMetrics& metrics) {
    const auto start = std::chrono::steady_clock::now();
    const std::vector<Check> checks = select_checks(all_checks(), options.selection);
    const Gathered gathered = gather_facts(context, needs_of(checks), gather_options(options));
    Report report = evaluate_checks(checks, gathered.facts);
    report.command = "check";
    report.server = gathered.server;
    add_settings(gathered.facts, report);
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const ExitCode code = judge(report, gathered, *severity_named(options.fail_on));
    show_report(context, report);
    note_facts(metrics, gathered.facts);
    metrics.report = std::move(report);
    return code;
}

ExitCode run_check(CommandContext& context, const CheckOptions& options) {
    return run_with_metrics(context, Purpose::look, options.metrics, "check",
                            [&](RunMetrics& metrics) { return check(context, options, metrics); });
}

}  // namespace

CLI::App* add_check(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<CheckOptions>();
    CLI::App* command =
        app.add_subcommand("check", "look for what is wrong: files, history, catalog, settings");
    command->add_option("ID", options->selection.only, "checks or groups of checks (else: all)");
    command->add_option("--only", options->selection.only, "the same, for scripts")->type_name("ID");
    command->add_option("--skip,--allow", options->selection.skip, "checks or groups to leave out")
        ->type_name("ID");
    command
        ->add_option("--fail-on", options->fail_on,
                     "the severity from which on the exit code is 1: info, warning or error (else error)")
        ->type_name("SEVERITY")
        ->check(one_of({"info", "warning", "error"}));
    command->add_flag("--deep", options->deep,
                      "also the checks that start a private PostgreSQL: drift and round_trip");
    command
        ->add_option("--jobs", options->jobs,
                     "revisions that round_trip tries at a time (else one a processor)")
        ->type_name("N")
        ->check(CLI::Range(1, 64));
    add_metrics_option(*command, options->metrics);
    choose(*command, chosen, options, run_check);
    return command;
}

}  // namespace migrate
