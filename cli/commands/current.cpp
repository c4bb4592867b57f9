#include "cli/commands/current.hpp"

#include "cli/choose.hpp"
#include "cli/context.hpp"
#include "cli/selection.hpp"

namespace migrate {

namespace {

struct CurrentOptions {
    bool check_heads = false;
};

ExitCode run_current(CommandContext& context, const CurrentOptions& options) {
    const RevisionGraph graph = context.read_graph();
    const std::vector<RevisionId> heads = read_heads_if(context, true);
    show_revisions(context, graph, heads, {}, RevisionDetail::name);
    RevisionSet all;
    for (const Revision& revision : graph.revisions()) all.insert(revision.id);
    const bool at_heads = heads == graph.heads_of(all);
    if (!options.check_heads || at_heads) return ExitCode::done;
    context.note("the database is not at the heads of the files: `migrate status` shows what is pending");
    return ExitCode::findings;
}

}  // namespace

CLI::App* add_current(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<CurrentOptions>();
    CLI::App* command = app.add_subcommand("current", "show the revisions that the database is at");
    command->add_flag("-c,--check-heads", options->check_heads,
                      "exit 1 when the database is not at the heads");
    choose(*command, chosen, options, run_current);
    return command;
}

}  // namespace migrate
