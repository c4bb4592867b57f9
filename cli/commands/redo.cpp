#include "cli/commands/redo.hpp"

#include "cli/choose.hpp"
#include "cli/migration.hpp"
#include "src/base/error.hpp"

namespace migrate {

namespace {

struct RedoOptions {
    RunFlags flags;
};

ExitCode run_redo(CommandContext& context, const RedoOptions& options) {
    if (context.options().sql)
        throw Error(ExitCode::usage, "redo writes no script",
                    "Write two: `migrate down A:B --sql` and `migrate up B:A --sql`.");
    Migration migration(context, options.flags);
    const Goal back{.upwards = false, .target = "-1"};
    const LivePlan live = migration.look(back);
    if (context.options().dry_run) return migration.show_plan(live);
    if (live.plan.steps.empty()) return migration.show_result(nothing_done(live));
    migration.agree(back, live);
    const RunResult down = migration.run(back, live);
    if (down.kind != RunResult::Kind::done) return migration.show_result(down);
    const Goal again{.upwards = true, .target = live.plan.steps.front().revision.id.text()};
    return migration.show_result(joined(down, migration.run(again, {})));
}

}  // namespace

CLI::App* add_redo(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<RedoOptions>();
    CLI::App* command = app.add_subcommand("redo", "undo the newest revision and apply it again");
    add_index_flags(*command, options->flags);
    add_build_flags(*command, options->flags);
    add_lock_flags(*command, options->flags);
    choose(*command, chosen, options, run_redo);
    return command;
}

}  // namespace migrate
