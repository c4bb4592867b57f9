#include "cli/commands/branches.hpp"

#include "cli/choose.hpp"
#include "cli/context.hpp"
#include "cli/selection.hpp"

#include <algorithm>

namespace migrate {

namespace {

ExitCode run_branches(CommandContext& context) {
    const RevisionGraph graph = context.read_unfinished_graph();
    RevisionSet points;
    for (const Revision& revision : graph.revisions()) {
        if (graph.is_branch_point(revision.id)) points.insert(revision.id);
    }
    std::vector<RevisionId> newest_first = graph.order(points);
    std::reverse(newest_first.begin(), newest_first.end());
    show_revisions(context, graph, newest_first, {}, RevisionDetail::children);
    return ExitCode::done;
}

}  // namespace

CLI::App* add_branches(CLI::App& app, Command& chosen) {
    CLI::App* command = app.add_subcommand("branches", "show the revisions where branches begin");
    choose(*command, chosen, run_branches);
    return command;
}

}  // namespace migrate
