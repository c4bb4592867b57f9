#include "cli/commands/stamp.hpp"

#include "cli/choose.hpp"
#include "cli/migration.hpp"
#include "cli/obstacle.hpp"
#include "cli/script.hpp"
#include "cli/selection.hpp"
#include "src/base/error.hpp"
#include "src/base/words.hpp"
#include "src/postgres/read_history.hpp"
#include "src/postgres/run_stamp.hpp"
#include "src/revision/contradiction.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

struct StampOptions {
    std::vector<std::string> targets;
    bool purge = false;
    RunFlags flags;
};

RevisionSet select_all(const RevisionGraph& graph, const std::vector<RevisionId>& applied,
                       const std::vector<std::string>& targets) {
    RevisionSet ids;
    for (const std::string& target : targets) {
        for (const RevisionId& id : select(graph, applied, target)) ids.insert(id);
    }
    return ids;
}

/// The rows afterwards: the targets, and the rows of branches that the targets have nothing to do with.
std::vector<RevisionId> heads_after(const RevisionGraph& graph, const std::vector<RevisionId>& applied,
                                    const RevisionSet& targets) {
    const RevisionSet above = graph.descendants(targets);
    const RevisionSet below = graph.ancestors(targets);
    RevisionSet rows = targets;
    for (const RevisionId& head : applied) {
        if (!targets.empty() && !above.contains(head) && !below.contains(head)) rows.insert(head);
    }
    return graph.heads_of(rows);
}

std::string names_of(const std::vector<RevisionId>& ids) {
    std::vector<std::string> names;
    for (const RevisionId& id : ids) names.push_back(id.text());
    return names.empty() ? "base" : list_of(names);
}

ExitCode write_script(CommandContext& context, const RevisionGraph& graph, const StampOptions& options) {
    const RevisionSet targets = select_all(graph, {}, options.targets);
    context.print(render_stamp_script(graph.heads_of(targets)));
    return ExitCode::done;
}

struct StampPlan {
    std::vector<RevisionId> heads;  ///< afterwards
    bool changes_something = false;
};

StampPlan plan_stamp(const RevisionGraph& graph, Connection& connection, const StampOptions& options) {
    const History history = read_history(connection);
    if (!options.purge) refuse_unknown_revisions(graph, history);
    const RevisionSet targets = select_all(graph, history.heads, options.targets);
    StampPlan plan{.heads =
                       options.purge ? graph.heads_of(targets) : heads_after(graph, history.heads, targets)};
    plan.changes_something = !history.version_table_exists || !history.journal_exists ||
                             !std::ranges::is_permutation(plan.heads, history.heads) ||
                             !find_contradictions(graph, history).empty();
    return plan;
}

std::optional<Obstacle> find_obstacle(CommandContext& context, Connection& connection,
                                      const StampPlan& plan) {
    if (!plan.changes_something) return std::nullopt;
    return read_obstacle(connection, read_session_facts(connection),
                         context.connect_options(Purpose::change));
}

/// Under the lock the database may be another than the one looked at before.
std::vector<RevisionId> run_locked(CommandContext& context, const RevisionGraph& graph,
                                   Connection& connection, const StampOptions& options) {
    const RunnerLock lock = RunnerLock::take(
        connection, lock_wait_of(options.flags, context.config()), [&](const LockHolder& holder) {
            context.note(fmt::format("waiting for another runner: {}", holder.text()));
        });
    const StampPlan plan = plan_stamp(graph, connection, options);
    run_stamp(connection, graph, plan.heads);
    return plan.heads;
}

ExitCode run_stamp_command(CommandContext& context, const StampOptions& options) {
    const RevisionGraph graph = context.read_graph();
    if (context.options().sql) return write_script(context, graph, options);
    Connection connection = context.open_connection(Purpose::change);
    const StampPlan plan = plan_stamp(graph, connection, options);
    const auto obstacle = find_obstacle(context, connection, plan);
    if (context.options().dry_run) {
        const std::string heads = names_of(plan.heads);
        context.print(
            Remark{fmt::format("would be at {}; nothing was changed\n", heads), {{"heads", heads}}});
        return show_obstacle(context, obstacle);
    }
    if (obstacle) throw refusal_of(*obstacle);
    const std::vector<RevisionId> heads =
        plan.changes_something ? run_locked(context, graph, connection, options) : plan.heads;
    context.print(Remark{fmt::format("stamped: now at {}; no revision was run\n", names_of(heads)),
                         {{"heads", names_of(heads)}}});
    return ExitCode::done;
}

}  // namespace

CLI::App* add_stamp(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<StampOptions>();
    CLI::App* command = app.add_subcommand("stamp", "say where the database is, without running anything");
    command->add_option("TARGET", options->targets, "head, heads, base, ids, labels")->required();
    command->add_flag("--purge", options->purge,
                      "forget what alembic_version holds first, unknown revisions too");
    add_lock_flags(*command, options->flags);
    choose(*command, chosen, options, run_stamp_command);
    return command;
}

}  // namespace migrate
