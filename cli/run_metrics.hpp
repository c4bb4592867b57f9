#pragma once

#include "cli/context.hpp"
#include "cli/render/metrics.hpp"
#include "src/revision/history.hpp"

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace migrate {

/// --metrics FILE.
void add_metrics_option(CLI::App& command, std::string& file);

/// Runs a command, and writes to `file` what it put into its metrics and how it ended, also where it ends
/// with an Error. Without a file it only runs. Errors: ExitCode::usage, before anything is done, where the
/// file could not be written; that it cannot be written afterwards is said on stderr and changes no exit
/// code, since the run is what it is.
ExitCode run_with_metrics(CommandContext& context, Purpose purpose, const std::string& file,
                          const std::string& command,
                          const std::function<ExitCode(RunMetrics& metrics)>& run);

/// Notes where a database stands, and how many of the graph's revisions it does not have.
void note_history(RunMetrics& metrics, const RevisionGraph& graph, const History& history);

}  // namespace migrate
