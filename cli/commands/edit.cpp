#include "cli/commands/edit.hpp"

#include "cli/choose.hpp"
#include "cli/context.hpp"
#include "cli/run_program.hpp"
#include "cli/selection.hpp"
#include "src/base/error.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

struct EditOptions {
    std::string revision = "head";
};

std::string find_editor(CommandContext& context) {
    for (const std::string_view name : {"VISUAL", "EDITOR"}) {
        if (const auto editor = context.environment().of_process(name)) return editor->value;
    }
    throw Error(ExitCode::usage, "no editor is known",
                "Set EDITOR, for instance `EDITOR=vi migrate edit head`.");
}

ExitCode run_edit(CommandContext& context, const EditOptions& options) {
    const RevisionGraph graph = context.read_unfinished_graph();
    const std::vector<RevisionId> applied = read_heads_if(context, needs_database(options.revision));
    const std::vector<RevisionId> ids = select(graph, applied, options.revision);
    if (ids.empty())
        throw Error(ExitCode::usage, fmt::format("{} names no file", options.revision),
                    "Name a revision: `migrate history` lists them.");
    // Editors are shell commands: EDITOR="code --wait".
    std::vector<std::string> command{"sh", "-c", find_editor(context) + " \"$@\"", "edit"};
    for (const RevisionId& id : ids) command.push_back(graph.at(id).file);
    if (const int code = run_program(command); code != 0)
        throw Error(ExitCode::usage, fmt::format("the editor ended with {}", code));
    return ExitCode::done;
}

}  // namespace

CLI::App* add_edit(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<EditOptions>();
    CLI::App* command = app.add_subcommand("edit", "open a revision's file in $EDITOR");
    command->add_option("REV", options->revision, "which one (else head)");
    choose(*command, chosen, options, run_edit);
    return command;
}

}  // namespace migrate
