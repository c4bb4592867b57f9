#include "cli/commands/show.hpp"

#include "cli/choose.hpp"
#include "cli/context.hpp"
#include "cli/selection.hpp"

namespace migrate {

namespace {

struct ShowOptions {
    std::string revision;
};

ExitCode run_show(CommandContext& context, const ShowOptions& options) {
    const RevisionGraph graph = context.read_unfinished_graph();
    const std::vector<RevisionId> applied = read_heads_if(context, needs_database(options.revision));
    show_revisions(context, graph, select(graph, applied, options.revision), applied, RevisionDetail::block);
    return ExitCode::done;
}

}  // namespace

CLI::App* add_show(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<ShowOptions>();
    CLI::App* command = app.add_subcommand("show", "show one revision");
    command->add_option("REV", options->revision, "an id or its beginning, head, current, a label")
        ->required();
    choose(*command, chosen, options, run_show);
    return command;
}

}  // namespace migrate
