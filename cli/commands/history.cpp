#include "cli/commands/history.hpp"

#include "cli/choose.hpp"
#include "cli/context.hpp"
#include "cli/selection.hpp"
#include "src/base/error.hpp"

#include <algorithm>

namespace migrate {

namespace {

struct HistoryOptions {
    std::string range;
    bool indicate_current = false;
};

std::vector<RevisionId> all_newest_first(const RevisionGraph& graph) {
    RevisionSet all;
    for (const Revision& revision : graph.revisions()) all.insert(revision.id);
    std::vector<RevisionId> ids = graph.order(all);
    std::reverse(ids.begin(), ids.end());
    return ids;
}

std::vector<RevisionId> ids_of_range(const RevisionGraph& graph, const std::vector<RevisionId>& applied,
                                     const std::string& range) {
    if (range.empty()) return all_newest_first(graph);
    Selection selection = select_range(graph, applied, range);
    if (selection.problem) throw Error(ExitCode::usage, selection.problem->message, selection.problem->hint);
    return std::move(selection.ids);
}

ExitCode run_history(CommandContext& context, const HistoryOptions& options) {
    const RevisionGraph graph = context.read_unfinished_graph();
    const std::vector<RevisionId> applied =
        read_heads_if(context, options.indicate_current || needs_database(options.range));
    show_revisions(context, graph, ids_of_range(graph, applied, options.range),
                   options.indicate_current ? applied : std::vector<RevisionId>{}, RevisionDetail::line);
    return ExitCode::done;
}

}  // namespace

CLI::App* add_history(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<HistoryOptions>();
    CLI::App* command = app.add_subcommand("history", "list the revisions of the files, newest first");
    command->add_option("-r,--rev-range", options->range, "only from one to another: a:b, a:, :b, -3:current")
        ->type_name("RANGE");
    command->add_flag("-i,--indicate-current", options->indicate_current, "mark where the database is");
    choose(*command, chosen, options, run_history);
    return command;
}

}  // namespace migrate
