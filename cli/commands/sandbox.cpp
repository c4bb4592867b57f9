#include "cli/commands/sandbox.hpp"

#include "cli/choose.hpp"
#include "cli/context.hpp"
#include "cli/run_program.hpp"
#include "src/base/error.hpp"
#include "src/sandbox/named_sandbox.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

struct SandboxCommandOptions {
    std::string name = "default";
    std::vector<std::string> command;
};

ExitCode run_start(CommandContext& context, const SandboxCommandOptions& options) {
    context.print(start_named_sandbox(options.name) + "\n");
    return ExitCode::done;
}

ExitCode run_stop(CommandContext& context, const SandboxCommandOptions& options) {
    const bool was_there = stop_sandbox(options.name);
    context.note(was_there ? "stopped, and its files removed" : "nothing to do: no such sandbox is running");
    return ExitCode::done;
}

ExitCode run_url(CommandContext& context, const SandboxCommandOptions& options) {
    const auto url = find_sandbox(options.name);
    if (!url)
        throw Error(ExitCode::unreachable, fmt::format("no sandbox named {} is running", options.name),
                    "`migrate sandbox start` starts one.");
    context.print(*url + "\n");
    return ExitCode::done;
}

/// The exit code is the command's own. All variables are set, so that no direct URL in the caller's
/// environment leads the command to another database.
ExitCode run_in_sandbox(CommandContext& /*context*/, const SandboxCommandOptions& options) {
    const Sandbox sandbox = Sandbox::start();
    return static_cast<ExitCode>(run_program(options.command, {{"DATABASE_URL", sandbox.url()},
                                                               {"MIGRATE_DATABASE_URL", sandbox.url()},
                                                               {"DATABASE_UNPOOLED_URL", sandbox.url()}}));
}

CLI::App* add_named(CLI::App& app, Command& chosen, const char* name, const char* description,
                    ExitCode (*run)(CommandContext&, const SandboxCommandOptions&)) {
    auto options = std::make_shared<SandboxCommandOptions>();
    CLI::App* command = app.add_subcommand(name, description)->fallthrough();
    command->add_option("--name", options->name, "several can run side by side (else default)")
        ->type_name("NAME");
    choose(*command, chosen, options, run);
    return command;
}

}  // namespace

CLI::App* add_sandbox(CLI::App& app, Command& chosen) {
    CLI::App* command =
        app.add_subcommand("sandbox", "a private throw-away PostgreSQL from the programs installed here");
    command->require_subcommand(0, 1);
    add_named(*command, chosen, "start", "start one that runs until it is stopped, and print its URL",
              run_start);
    add_named(*command, chosen, "stop", "stop it and remove its files", run_stop);
    add_named(*command, chosen, "url", "print its URL", run_url);
    auto options = std::make_shared<SandboxCommandOptions>();
    CLI::App* run = command->add_subcommand("run", "run a command with a sandbox of its own as DATABASE_URL");
    run->add_option("COMMAND", options->command, "after --, with its arguments")->required();
    choose(*run, chosen, options, run_in_sandbox);
    return command;
}

}  // namespace migrate
