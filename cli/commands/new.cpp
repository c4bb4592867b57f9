#include "cli/commands/new.hpp"

#include "cli/choose.hpp"
#include "cli/context.hpp"
#include "cli/new_revision.hpp"
#include "cli/selection.hpp"
#include "src/base/error.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

struct NewOptions {
    std::string message;
    std::string message_option;
    bool for_indexes = false;
    std::string head = "head";
    bool splice = false;
    std::string id;
    std::vector<std::string> depends_on;
    std::vector<std::string> labels;
};

void refuse_inner_parents(const RevisionGraph& graph, const std::vector<RevisionId>& parents) {
    const std::vector<RevisionId> heads = graph.heads();
    for (const RevisionId& parent : parents) {
        if (std::find(heads.begin(), heads.end(), parent) != heads.end()) continue;
        throw Error(ExitCode::usage,
                    fmt::format("{} is no head: a revision after it would begin a branch", parent.text()),
                    "Say --splice if a branch is meant, or take a head: `migrate heads` lists them.");
    }
}

/// The first revision makes the folder.
RevisionGraph read_graph_if_there(CommandContext& context) {
    std::error_code ignored;
    const bool there = std::filesystem::exists(context.revision_dir(), ignored);
    return there ? context.read_unfinished_graph() : RevisionGraph::build({});
}

/// An empty folder, or none, has no head yet.
std::vector<RevisionId> select_parents(const RevisionGraph& graph, const NewOptions& options) {
    if (graph.revisions().empty() && options.head == "head") return {};
    std::vector<RevisionId> parents = select(graph, {}, options.head);
    if (!options.splice) refuse_inner_parents(graph, parents);
    return parents;
}

void check_dependencies(const RevisionGraph& graph, std::vector<std::string>& dependencies) {
    for (std::string& dependency : dependencies) {
        const std::vector<RevisionId> ids = select(graph, {}, dependency);
        if (ids.size() == 1) dependency = ids.front().text();
    }
}

ExitCode run_new(CommandContext& context, const NewOptions& options) {
    const RevisionGraph graph = read_graph_if_there(context);
    NewRevision revision{.id = {},
                         .parents = select_parents(graph, options),
                         .depends_on = options.depends_on,
                         .labels = options.labels,
                         .message = options.message.empty() ? options.message_option : options.message,
                         .stamp = {},
                         .for_indexes = options.for_indexes};
    if (revision.message.empty() || revision.message.find('\n') != std::string::npos)
        throw Error(ExitCode::usage, "a revision needs a message of one line",
                    "`migrate new \"add api keys\"`");
    check_dependencies(graph, revision.depends_on);
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

CLI::App* add_new(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<NewOptions>();
    CLI::App* command =
        app.add_subcommand("new", "write the file of a new revision, and print its path")->alias("revision");
    command->add_option("MESSAGE", options->message, "what it does, in a few words");
    command->add_option("-m,--message", options->message_option, "the same, as Alembic has it")
        ->type_name("TEXT");
    command->add_flag("--index", options->for_indexes, "for indexes: TOML (else SQL, for tables and data)");
    command->add_option("--head", options->head, "the revision it follows (else the head)")->type_name("REV");
    command->add_flag("--splice", options->splice, "it may follow a revision that is no head");
    command->add_option("--rev-id", options->id, "its id (else date and time, UTC)")->type_name("ID");
    command->add_option("--depends-on", options->depends_on, "a revision that must be applied before")
        ->type_name("REV")
        ->allow_extra_args(false);
    command->add_option("--label", options->labels, "a name for the branch that begins here")
        ->type_name("NAME")
        ->allow_extra_args(false);
    choose(*command, chosen, options, run_new);
    return command;
}

}  // namespace migrate
