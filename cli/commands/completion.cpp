#include "cli/commands/completion.hpp"

#include "cli/choose.hpp"
#include "cli/completion_script.hpp"
#include "cli/context.hpp"
#include "cli/help.hpp"

namespace migrate {

namespace {

struct CompletionOptions {
    std::string shell;
};

ExitCode run_completion(CommandContext& context, const CompletionOptions& options) {
    GlobalOptions unused;
    Command none;
    context.print(render_completion(*build_app(unused, none), options.shell));
    return ExitCode::done;
}

}  // namespace

CLI::App* add_completion(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<CompletionOptions>();
    CLI::App* command = app.add_subcommand("completion", "print a completion script for a shell");
    command->add_option("SHELL", options->shell, "bash, zsh or fish")
        ->required()
        ->check(one_of({"bash", "zsh", "fish"}));
    choose(*command, chosen, options, run_completion);
    return command;
}

}  // namespace migrate
