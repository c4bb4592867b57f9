#include "cli/commands/up.hpp"

#include "cli/choose.hpp"
#include "cli/migration.hpp"
#include "cli/script.hpp"
#include "cli/selection.hpp"
#include "src/base/error.hpp"

namespace migrate {

namespace {

struct UpOptions {
    std::string target = "head";
    RunFlags flags;
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

ExitCode run_up(CommandContext& context, const UpOptions& options) {
    if (context.options().sql) return write_script(context, options.target);
    refuse_range(options.target);
    Migration migration(context, options.flags);
    const Goal goal{.upwards = true, .target = options.target};
    migration.refuse_impossible(goal);
    const LivePlan live = migration.look(goal);
    if (context.options().dry_run) return migration.show_plan(live);
    if (live.plan.steps.empty()) return migration.show_result(migration.run_nothing(live));
    if (live.plan.refused()) return migration.show_refusal(live);
    return migration.show_result(migration.run(goal, live));
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
    choose(*command, chosen, options, run_up);
    return command;
}

}  // namespace migrate
