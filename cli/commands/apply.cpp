#include "cli/commands/apply.hpp"

#include "cli/apply/apply_run.hpp"
#include "cli/apply/step_order.hpp"
#include "cli/choose.hpp"
#include "cli/help.hpp"
#include "cli/render/apply/json.hpp"
#include "cli/render/apply/markdown.hpp"
#include "cli/render/apply/text.hpp"
#include "src/base/words.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

using RenderApply = std::string (*)(const ApplyReport& report, const Style& style);

std::string render_as_json(const ApplyReport& report, const Style& /*none*/) {
    return render_apply_json(report);
}

std::string render_as_markdown(const ApplyReport& report, const Style& /*none*/) {
    return render_apply_markdown(report);
}

/// Errors: ExitCode::usage for a format that a run has not.
RenderApply renderer_of(const CommandContext& context) {
    const std::string name = context.options().format.value_or("text");
    if (name == "text") return render_apply_text;
    if (name == "json") return render_as_json;
    if (name == "markdown") return render_as_markdown;
    throw Error(ExitCode::usage, fmt::format("the format {} is for check and preflight", name),
                "Say --format text, json or markdown.");
}

[[noreturn]] void refuse_script() {
    throw Error(ExitCode::usage, "apply measures and checks a live database, so it has no script",
                "Write the script of the revisions alone: `migrate up --sql`.");
}

ExitCode apply(CommandContext& context, const ApplyOptions& options, RunMetrics& metrics) {
    const RenderApply render = renderer_of(context);
    const ApplyReport report = run_apply_steps(context, options, metrics);
    for (const ApplyStep& step : report.steps)
        if (step.error) context.show_failure(*step.error);
    context.print(render(report, context.output_style()));
    return exit_code_of(report);
}

ExitCode run_apply(CommandContext& context, const ApplyOptions& options) {
    if (context.options().sql) refuse_script();
    return run_with_metrics(context, Purpose::change, options.metrics, "apply",
                            [&](RunMetrics& metrics) { return apply(context, options, metrics); });
}

void add_step_option(CLI::App& command, const std::string& name, std::vector<std::string>& to,
                     const std::string& help) {
    command.add_option(name, to, fmt::format("{}: {}", help, list_of(apply_step_words(), "or")))
        ->type_name("STEP")
        ->delimiter(',')
        ->check(one_of(apply_step_words()));
}

}  // namespace

CLI::App* add_apply(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<ApplyOptions>();
    CLI::App* command = app.add_subcommand(
        "apply",
        "the whole optimization: measure, up, check, flush, measure again, and a report that is true");
    add_step_option(*command, "--skip", options->skip, "steps to leave out");
    add_step_option(*command, "--only", options->only, "the only steps to take");
    command->add_option("--report", options->report_files, "write the report to it, too: *.md or *.json")
        ->type_name("FILE");
    command
        ->add_option("--backup", options->backup_directory,
                     "first write a backup into it with pg_dump, and read it back")
        ->type_name("DIR");
    command
        ->add_option("--backup-content", options->backup_content, "what of it: whole or schema (else whole)")
        ->type_name("WHAT")
        ->check(one_of({"whole", "schema"}));
    command
        ->add_option(
            "--fail-on", options->fail_on,
            "the severity from which on findings of the check fail: info, warning or error (else error)")
        ->type_name("SEVERITY")
        ->check(one_of({"info", "warning", "error"}));
    command
        ->add_option("--redis-url", options->redis_url,
                     "the Redis with the bot's caches (else REDIS_URL, else [redis] of migrate.toml)")
        ->type_name("URL");
    add_index_flags(*command, options->flags);
    add_build_flags(*command, options->flags);
    add_lock_flags(*command, options->flags);
    add_metrics_option(*command, options->metrics);
    choose(*command, chosen, options, run_apply);
    return command;
}

}  // namespace migrate
