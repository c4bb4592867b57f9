#include "cli/commands/rebase.hpp"

#include "cli/choose.hpp"
#include "cli/context.hpp"
#include "cli/selection.hpp"
#include "src/base/error.hpp"
#include "src/files/read_file.hpp"
#include "src/files/write_file.hpp"
#include "src/revision/with_parents.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

struct RebaseOptions {
    std::string revision;
    std::vector<std::string> onto;
};

std::vector<RevisionId> select_all(const RevisionGraph& graph, const std::vector<std::string>& selectors) {
    std::vector<RevisionId> ids;
    for (const std::string& selector : selectors) {
        for (const RevisionId& id : select(graph, {}, selector)) ids.push_back(id);
    }
    return ids;
}

const Revision& select_one(const RevisionGraph& graph, const std::string& selector) {
    const std::vector<RevisionId> ids = select(graph, {}, selector);
    if (ids.size() != 1)
        throw Error(ExitCode::usage, fmt::format("{} does not name one revision", selector),
                    "`migrate heads` lists the heads.");
    return graph.at(ids.front());
}

void refuse_cycle(const RevisionGraph& graph, const Revision& revision,
                  const std::vector<RevisionId>& parents) {
    const RevisionSet later = graph.descendants({revision.id});
    for (const RevisionId& parent : parents) {
        if (later.contains(parent))
            throw Error(
                ExitCode::usage,
                fmt::format("{} comes after {} and cannot be its parent", parent.text(), revision.id.text()),
                "Choose a revision that does not descend from it; `migrate history` shows the order.");
    }
}

ExitCode run_rebase(CommandContext& context, const RebaseOptions& options) {
    const RevisionGraph graph = context.read_unfinished_graph();
    const Revision& revision = select_one(graph, options.revision);
    const std::vector<RevisionId> parents = select_all(graph, options.onto);
    refuse_cycle(graph, revision, parents);
    const FileText content = read_file(revision.file);
    if (!content.error.empty())
        throw Error(ExitCode::usage, fmt::format("cannot read {}: {}", revision.file, content.error));
    const std::string text = with_parents(revision, content.text, parents);
    if (context.options().dry_run) {
        context.print(text);
        return ExitCode::done;
    }
    write_file(revision.file, text);
    context.print(Remark{revision.file + "\n", {{"revision", revision.id.text()}, {"file", revision.file}}});
    return ExitCode::done;
}

}  // namespace

CLI::App* add_rebase(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<RebaseOptions>();
    CLI::App* command = app.add_subcommand("rebase", "give a revision a new parent, when two heads appear");
    command->add_option("REV", options->revision, "the revision whose file is changed")->required();
    command->add_option("--onto", options->onto, "its parent from now on")->type_name("REV")->required();
    choose(*command, chosen, options, run_rebase);
    return command;
}

}  // namespace migrate
