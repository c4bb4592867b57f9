#pragma once

#include "checks/evaluate_checks.hpp"
#include "cli/context.hpp"
#include "cli/gather/gather_facts.hpp"

namespace migrate {

/// What checks said, and on what.
struct CheckRun {
    Report report;
    ExitCode code = ExitCode::done;  ///< findings, or unreachable when the server that was named is
    Gathered gathered;
};

/// Gathers what the chosen checks need, evaluates them, and judges: `fail_on` is the severity from which on
/// findings count. Errors: ExitCode::usage for checks that there are not, or that would look at nothing.
CheckRun run_checks(CommandContext& context, const CheckSelection& selection, Severity fail_on,
                    const GatherOptions& options = {});

}  // namespace migrate
