#include "cli/commands/up.hpp"

#include "cli/choose.hpp"
#include "cli/migration.hpp"
#include "cli/run_metrics.hpp"
#include "cli/script.hpp"
#include "cli/selection.hpp"
#include "src/base/error.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

struct UpOptions {
    std::string target = "head";
    RunFlags flags;
    std::string metrics;
};

ExitCode write_script(CommandContext& context, const std::string& target) {
    const RevisionGraph graph = context.read_graph();
    const auto colon = target.find(':');
    const std::string from = colon == std::string::npos ? "base" : target.substr(0, colon);
    const std::string to = colon == std::string::npos ? target : target.substr(colon + 1);
    const std::vector<RevisionId> start = select(graph, {}, from.empty() ? "base" : from);
    const RevisionPlan plan = plan_up(graph, start, to.empty() ? "head" : to);
    if (plan.problem) throw Error(ExitCode::usage, plan.problem->message, plan.problem->hint);
    context.print(render_script(graph, plan, start));
    return ExitCode::done;
}

[[noreturn]] void refuse_metrics(const CommandContext& context) {
    throw Error(ExitCode::usage,
                fmt::format("--metrics is for runs, and {} makes none",
                            context.options().sql ? "--sql" : "--dry-run"),
                "Leave one of the two out.");
}

/// What is known before the run; a refused or locked one leaves it as it is.
void note_plan(RunMetrics& metrics, const Migration& migration, const LivePlan& live) {
    note_history(metrics, migration.graph(), {.heads = live.heads});
    metrics.counts = RunCounts{.not_started = live.plan.steps.size()};
}

RunResult noted(RunMetrics& metrics, const Migration& migration, RunResult result) {
    const bool knows_heads = !result.error || result.error->code() != ExitCode::unreachable;
    metrics.heads.reset();
    metrics.pending.reset();
    if (knows_heads) note_history(metrics, migration.graph(), {.heads = result.heads});
    metrics.counts = counts_of(result);
    return result;
}

ExitCode migrate_up(CommandContext& context, const UpOptions& options, RunMetrics& metrics) {
    Migration migration(context, options.flags);
    const Goal goal{.upwards = true, .target = options.target};
    migration.refuse_impossible(goal);
    const LivePlan live = migration.look(goal);
    if (context.options().dry_run) return migration.show_plan(live);
    note_plan(metrics, migration, live);
    if (live.plan.steps.empty())
        return migration.show_result(noted(metrics, migration, migration.run_nothing(live)));
    if (live.plan.refused()) return migration.show_refusal(live);
    return migration.show_result(noted(metrics, migration, migration.run(goal, live)));
}

ExitCode run_up(CommandContext& context, const UpOptions& options) {
    const bool only_shows = context.options().sql || context.options().dry_run;
    if (only_shows && !options.metrics.empty()) refuse_metrics(context);
    if (context.options().sql) return write_script(context, options.target);
    refuse_range(options.target);
    return run_with_metrics(context, Purpose::change, options.metrics, "up",
                            [&](RunMetrics& metrics) { return migrate_up(context, options, metrics); });
}

}  // namespace

CLI::App* add_up(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<UpOptions>();
    CLI::App* command = app.add_subcommand("up", "apply pending revisions")->alias("upgrade");
    command->add_option("TARGET", options->target,
                        "where to end: head, heads, +1, an id, a label (else head); with --sql also A:B");
    add_index_flags(*command, options->flags);
    add_build_flags(*command, options->flags);
    add_lock_flags(*command, options->flags);
    add_metrics_option(*command, options->metrics);
    choose(*command, chosen, options, run_up);
    return command;
}

}  // namespace migrate
