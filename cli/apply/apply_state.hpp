#pragma once

#include "cli/apply/apply_options.hpp"
#include "cli/apply/report_files.hpp"
#include "cli/context.hpp"
#include "cli/render/model/apply_report.hpp"
#include "cli/run_metrics.hpp"
#include "src/workload/workload.hpp"

#include <atomic>
#include <optional>
#include <string>

namespace migrate {

/// What the steps of one `migrate apply` share: what was asked for, and what they have found out.
struct ApplyState {
    CommandContext& context;
    const ApplyOptions& options;
    const std::atomic<bool>& interrupted;
    RunMetrics& metrics;
    std::optional<Workload> workload;  ///< empty: there is none to measure
    ReportFiles files;
    ApplyReport report;
    bool measured_earlier = false;  ///< report.before is of a run that was cut short
};

/// How a step ended, in its own words.
struct StepEnding {
    StepEnd end = StepEnd::done;
    std::string text;  ///< lower case, one line
    ExitCode code = ExitCode::done;
    std::optional<Error> error{};  ///< with the place, the statement and the way on, where there is one
};

}  // namespace migrate
