#include "cli/commands/heads.hpp"

#include "cli/choose.hpp"
#include "cli/context.hpp"
#include "cli/selection.hpp"

namespace migrate {

namespace {

ExitCode run_heads(CommandContext& context) {
    const RevisionGraph graph = context.read_unfinished_graph();
    show_revisions(context, graph, graph.heads(), {}, RevisionDetail::name);
    return ExitCode::done;
}

}  // namespace

CLI::App* add_heads(CLI::App& app, Command& chosen) {
    CLI::App* command = app.add_subcommand("heads", "show the newest revisions of the files");
    choose(*command, chosen, run_heads);
    return command;
}

}  // namespace migrate
