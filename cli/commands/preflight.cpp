#include "cli/commands/preflight.hpp"

#include "checks/evaluate_checks.hpp"
#include "cli/choose.hpp"
#include "cli/context.hpp"
#include "cli/duration_option.hpp"
#include "cli/gather/gather_settings.hpp"
#include "cli/run_metrics.hpp"
#include "cli/show_report.hpp"
#include "src/companion/preflight_verdict.hpp"
#include "src/companion/read_setting_facts.hpp"
#include "src/companion/run_preflight.hpp"

#include <cstdio>
#include <cstdlib>

namespace migrate {

namespace {

struct PreflightOptions {
    std::string wait;
    std::string timeout;
    std::string manifest;
    std::vector<std::string> skip;
    bool allow_ahead = false;
    bool exit_0_1 = false;
    std::string metrics;
};

PreflightRequest request_of(CommandContext& context, const PreflightOptions& options) {
    PreflightRequest request;
    request.facts.files = context.read_manifest_or_graph(options.manifest);
    request.facts.settings = gather_settings(context, false);
    if (!request.facts.settings) request.facts.absence_of(Need::settings) = no_policy;
    request.connect = context.connect_options(Purpose::look);
    request.connect.application_name = "migrate preflight";
    request.checks = select_checks(preflight_checks(), {.only = {}, .skip = options.skip});
    if (!options.wait.empty()) request.wait = duration_option("--wait", options.wait);
    if (!options.timeout.empty()) request.timeout = duration_option("--timeout", options.timeout);
    request.connect.timeout = request.timeout;
    return request;
}

ExitCode exit_code_of(const Report& report, const PreflightOptions& options) {
    if (options.allow_ahead && report.verdict == "ahead") return ExitCode::done;
    const ExitCode code = exit_code_of_verdict(report.verdict);
    return options.exit_0_1 && code != ExitCode::done ? ExitCode::findings : code;
}

/// A thread that still waits for the network must not meet a process that is being taken down around it.
[[noreturn]] void leave(ExitCode code) {
    std::fflush(nullptr);
    std::_Exit(static_cast<int>(code));
}

ExitCode preflight(CommandContext& context, const PreflightOptions& options, RunMetrics& metrics,
                   bool& abandoned) {
    const PreflightRequest request = request_of(context, options);
    PreflightAnswer answer = run_preflight(request, [&](const std::string& text) { context.note(text); });
    show_report(context, answer.report);
    if (answer.history) note_history(metrics, *request.facts.files, *answer.history);
    abandoned = answer.abandoned;
    const ExitCode code = exit_code_of(answer.report, options);
    metrics.report = std::move(answer.report);
    return code;
}

ExitCode run_preflight_command(CommandContext& context, const PreflightOptions& options) {
    bool abandoned = false;
    const ExitCode code = run_with_metrics(
        context, Purpose::look, options.metrics, "preflight",
        [&](RunMetrics& metrics) { return preflight(context, options, metrics, abandoned); });
    if (abandoned) leave(code);
    return code;
}

}  // namespace

CLI::App* add_preflight(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<PreflightOptions>();
    CLI::App* command = app.add_subcommand(
        "preflight", "say whether the bot can start on this database: one look, no lock, no write");
    command
        ->add_option(
            "--wait", options->wait,
            "try again this long while the server may come back, or while another runner migrates (else once)")
        ->type_name("TIME");
    command->add_option("--timeout", options->timeout, "of one try, whatever the network does (else 3s)")
        ->type_name("TIME");
    command
        ->add_option(
            "--manifest", options->manifest,
            "the file that `migrate manifest` wrote (else migrate.manifest.json, else the folder of revisions)")
        ->type_name("FILE");
    command->add_option("--skip", options->skip, "checks or groups to leave out")->type_name("ID");
    command->add_flag("--allow-ahead", options->allow_ahead,
                      "a database that is newer than this release is no obstacle");
    command->add_flag("--exit-0-1", options->exit_0_1, "0 or 1 only, as Docker's HEALTHCHECK wants it");
    add_metrics_option(*command, options->metrics);
    choose(*command, chosen, options, run_preflight_command);
    return command;
}

}  // namespace migrate
