#include "cli/commands/status.hpp"

#include "cli/choose.hpp"
#include "cli/context.hpp"
#include "cli/status_report.hpp"

namespace migrate {

namespace {

ExitCode run_status(CommandContext& context) {
    const RevisionGraph graph = context.read_graph();
    Connection connection = context.open_connection(Purpose::look);
    StatusReport report = build_status_report(graph, read_status(connection, graph));
    report.server = describe_server(connection);
    context.print(context.format().status(report, context.output_style()));
    const bool unknown = report.verdict == "ahead" || report.verdict == "diverged";
    return unknown ? ExitCode::unknown_revision : ExitCode::done;
}

}  // namespace

CLI::App* add_status(CLI::App& app, Command& chosen) {
    CLI::App* command =
        app.add_subcommand("status", "show revisions and indexes: what is there, since when, of what size");
    choose(*command, chosen, run_status);
    return command;
}

}  // namespace migrate
