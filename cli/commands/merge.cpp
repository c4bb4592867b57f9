#include "cli/commands/merge.hpp"

#include "cli/choose.hpp"
#include "cli/context.hpp"
#include "cli/new_revision.hpp"
#include "cli/selection.hpp"
#include "src/base/error.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

struct MergeOptions {
    std::vector<std::string> revisions;
    std::string message;
    std::string id;
    std::vector<std::string> labels;
};

std::vector<RevisionId> select_parents(const RevisionGraph& graph,
                                       const std::vector<std::string>& selectors) {
    std::vector<RevisionId> parents;
    for (const std::string& selector : selectors) {
        for (const RevisionId& id : select(graph, {}, selector)) {
            if (std::find(parents.begin(), parents.end(), id) == parents.end()) parents.push_back(id);
        }
    }
    if (parents.size() < 2)
        throw Error(ExitCode::usage, "a merge joins at least two revisions",
                    "`migrate merge heads` joins all heads; `migrate heads` lists them.");
    return parents;
}

std::string default_message(const std::vector<RevisionId>& parents) {
    std::string text = "merge";
    for (const RevisionId& parent : parents) text += (text == "merge" ? " " : " and ") + parent.text();
    return text;
}

ExitCode run_merge(CommandContext& context, const MergeOptions& options) {
    const RevisionGraph graph = context.read_graph();
    NewRevision revision{.id = {},
                         .parents = select_parents(graph, options.revisions),
                         .depends_on = {},
                         .labels = options.labels,
                         .message = options.message,
                         .stamp = {}};
    if (revision.message.empty()) revision.message = default_message(revision.parents);
    name_revision(revision, graph, options.id, std::chrono::system_clock::now());
    if (context.options().dry_run) {
        context.print(render_new_revision(revision));
        return ExitCode::done;
    }
    const std::string file = write_revision(revision, context.revision_dir()).string();
    context.print(Remark{file + "\n", {{"revision", revision.id.text()}, {"file", file}}});
    return ExitCode::done;
}

}  // namespace

CLI::App* add_merge(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<MergeOptions>();
    CLI::App* command = app.add_subcommand("merge", "write an empty revision that joins several heads");
    command->add_option("REV", options->revisions, "ids, or heads for all heads")->required();
    command->add_option("-m,--message", options->message, "what to call it")->type_name("TEXT");
    command->add_option("--rev-id", options->id, "its id (else date and time, UTC)")->type_name("ID");
    command->add_option("--label", options->labels, "a name for the branch that begins here")
        ->type_name("NAME")
        ->allow_extra_args(false);
    choose(*command, chosen, options, run_merge);
    return command;
}

}  // namespace migrate
