#include "cli/commands/down.hpp"

#include "cli/choose.hpp"
#include "cli/migration.hpp"
#include "cli/script.hpp"
#include "cli/selection.hpp"
#include "src/base/error.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

struct DownOptions {
    std::string target = "-1";
    RunFlags flags;
};

ExitCode write_script(CommandContext& context, const std::string& target) {
    const auto colon = target.find(':');
    if (colon == std::string::npos)
        throw Error(ExitCode::usage, fmt::format("down --sql needs FROM:TO, not {}", target),
                    "Without a database only you know where it stands: `migrate down head:base --sql`.");
    const RevisionGraph graph = context.read_graph();
    const std::vector<RevisionId> start = select(graph, {}, target.substr(0, colon));
    const RevisionPlan plan = plan_down(graph, start, target.substr(colon + 1));
    if (plan.problem) throw Error(ExitCode::usage, plan.problem->message, plan.problem->hint);
    context.print(render_script(graph, plan, start));
    return ExitCode::done;
}

ExitCode run_down(CommandContext& context, const DownOptions& options) {
    if (context.options().sql) return write_script(context, options.target);
    refuse_range(options.target);
    Migration migration(context, options.flags);
    const Goal goal{.upwards = false, .target = options.target};
    migration.refuse_impossible(goal);
    const LivePlan live = migration.look(goal);
    if (context.options().dry_run) return migration.show_plan(live);
    if (live.plan.steps.empty()) return migration.show_result(nothing_done(live));
    if (live.plan.refused()) return migration.show_refusal(live);
    migration.agree(goal, live);
    return migration.show_result(migration.run(goal, live));
}

}  // namespace

CLI::App* add_down(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<DownOptions>();
    CLI::App* command =
        app.add_subcommand("down", "undo revisions: what up created, and nothing else")->alias("downgrade");
    command->add_option("TARGET", options->target,
                        "where to end: -1, base, an id that stays (else -1); with --sql FROM:TO");
    add_build_flags(*command, options->flags);
    add_lock_flags(*command, options->flags);
    choose(*command, chosen, options, run_down);
    return command;
}

}  // namespace migrate
