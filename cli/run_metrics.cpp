#include "cli/run_metrics.hpp"

#include "cli/metrics_file.hpp"
#include "src/revision/applied_revisions.hpp"

#include <chrono>
#include <ctime>

#include <CLI/CLI.hpp>

namespace migrate {

namespace {

using Clock = std::chrono::steady_clock;

/// The run's exit code; what it throws is thrown on, when its exit code is noted.
ExitCode run_noting_end(RunMetrics& metrics, const std::function<ExitCode(RunMetrics&)>& run,
                        const std::function<void()>& at_end) {
    const auto end_with = [&](ExitCode code) {
        metrics.exit_code = static_cast<int>(code);
        at_end();
    };
    try {
        const ExitCode code = run(metrics);
        end_with(code);
        return code;
    } catch (const Error& error) {
        end_with(error.code());
        throw;
    } catch (...) {
        end_with(ExitCode::defect);
        throw;
    }
}

void write_metrics(const CommandContext& context, const MetricsFile& file, const RunMetrics& metrics) try {
    file.write(render_metrics(metrics));
} catch (const Error& error) {
    context.show_failure(error);
}

}  // namespace

void add_metrics_option(CLI::App& command, std::string& file) {
    command
        .add_option("--metrics", file,
                    "write metrics for Prometheus' textfile collector to it, also where the command fails")
        ->type_name("FILE");
}

ExitCode run_with_metrics(CommandContext& context, Purpose purpose, const std::string& file,
                          const std::string& command,
                          const std::function<ExitCode(RunMetrics& metrics)>& run) {
    RunMetrics metrics{.command = command};
    if (file.empty()) return run(metrics);
    const MetricsFile metrics_file(file);
    const auto start = Clock::now();
    return run_noting_end(metrics, run, [&] {
        metrics.database = context.database_name(purpose);
        metrics.seconds = std::chrono::duration<double>(Clock::now() - start).count();
        metrics.ended_at = std::time(nullptr);
        write_metrics(context, metrics_file, metrics);
    });
}

void note_history(RunMetrics& metrics, const RevisionGraph& graph, const History& history) {
    metrics.heads.emplace();
    for (const RevisionId& head : history.heads) metrics.heads->push_back(head.text());
    metrics.pending = pending_revisions(graph, applied_revisions(graph, history)).size();
}

}  // namespace migrate
