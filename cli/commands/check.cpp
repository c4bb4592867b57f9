#include "cli/commands/check.hpp"

#include "cli/choose.hpp"
#include "cli/help.hpp"
#include "cli/run_checks.hpp"
#include "cli/run_metrics.hpp"
#include "cli/show_report.hpp"

#include <algorithm>
#include <thread>

namespace migrate {

namespace {

struct CheckOptions {
    CheckSelection selection;
    std::string fail_on = "error";
    std::string metrics;
    bool deep = false;
    int jobs = 0;  ///< 0: not said
    std::string against;
    std::vector<std::string> sql_files;
};

void note_facts(RunMetrics& metrics, const Facts& facts) {
    if (facts.files && facts.history) note_history(metrics, *facts.files, facts.history->history);
}

/// Who names checks means those, however long they take.
GatherOptions gather_options(const CheckOptions& options) {
    const int processors = static_cast<int>(std::thread::hardware_concurrency());
    return {.slow = options.deep || !options.selection.only.empty(),
            .jobs = options.jobs > 0 ? options.jobs : std::clamp(processors, 1, 8),
            .against = options.against,
            .sql_files = options.sql_files};
}

ExitCode check(CommandContext& context, const CheckOptions& options, RunMetrics& metrics) {
    CheckRun run =
        run_checks(context, options.selection, *severity_named(options.fail_on), gather_options(options));
    show_report(context, run.report);
    note_facts(metrics, run.gathered.facts);
    metrics.report = std::move(run.report);
    return run.code;
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
    command
        ->add_option(
            "--against", options->against,
            "a commit of git that this is going to be merged with: the files as they will be then, and of "
            "statements only what is new")
        ->type_name("GIT_REF");
    command
        ->add_option("--sql-file", options->sql_files,
                     "look at the statements of these files, which are no revisions, and at nothing else")
        ->type_name("FILE");
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
