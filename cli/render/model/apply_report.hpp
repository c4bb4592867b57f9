#pragma once

#include "src/base/error.hpp"
#include "src/index/build_resources.hpp"
#include "src/report/flush_result.hpp"
#include "src/report/report.hpp"
#include "src/revision/revision_graph.hpp"
#include "src/revision/run_result.hpp"
#include "src/workload/measurement.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// How a step of `migrate apply` ended.
enum class StepEnd { done, nothing_to_do, failed, skipped };

/// One step, in the words of who did it.
struct ApplyStep {
    std::string name;  ///< measure_before
    StepEnd end = StepEnd::skipped;
    std::string text;  ///< what was done, or why not: lower case, one line
    ExitCode code = ExitCode::done;
    std::optional<Error> error;
    std::chrono::milliseconds duration{0};
};

/// A backup that was read back.
struct BackupResult {
    std::string file;
    std::int64_t bytes = 0;
    std::size_t entries = 0;  ///< of its table of contents
    bool schema_only = false;
};

/// What became of the revisions: a plan that was only shown or refused has no result.
struct ApplyMigration {
    RevisionGraph graph;
    RunPlan plan;
    std::vector<RevisionId> heads;  ///< of the database before
    BuildResources build;
    std::optional<RunResult> result;
};

/// What `migrate apply` did: each step says its own, and the whole says no more than its steps.
struct ApplyReport {
    bool dry_run = false;
    bool finished = false;     ///< false in a report that is written while it runs
    std::string server;        ///< "bot at db:5432 (PostgreSQL 15.8)"; "" = it never answered
    std::int64_t made_at = 0;  ///< Unix time of the start
    std::vector<ApplyStep> steps;
    std::optional<BackupResult> backup;
    std::optional<ApplyMigration> migration;
    std::optional<Report> check;
    std::optional<FlushResult> flush;
    std::optional<Measurement> before;
    std::optional<Measurement> after;
};

/// As JSON names them: done, nothing, failed, skipped.
std::string_view name_of(StepEnd end);
/// In the words of a table: "nothing to do".
std::string_view words_of(StepEnd end);

/// measure before: of measure_before.
std::string words_of_step(std::string name);

/// The first failure that is more than findings of the check; else those; else done.
ExitCode exit_code_of(const ApplyReport& report);

/// done, nothing, failed or refused, and for a rehearsal planned.
std::string_view result_of(const ApplyReport& report);

/// For each step that failed with an error: where, what and the server's code, and what to do, a line each.
std::string failures_of_steps(const ApplyReport& report);

/// One sentence: what was done, and what was not.
std::string summary_of(const ApplyReport& report);

}  // namespace migrate
