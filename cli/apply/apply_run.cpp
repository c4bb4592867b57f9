#include "cli/apply/apply_run.hpp"

#include "cli/apply/step_order.hpp"
#include "cli/apply/steps.hpp"
#include "cli/interrupt.hpp"
#include "cli/migration.hpp"
#include "cli/read_workload.hpp"
#include "cli/show_error.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <map>

#include <fmt/format.h>

namespace migrate {

namespace {

using TakeStep = StepEnding (*)(ApplyState&);

const std::map<std::string_view, TakeStep>& takers() {
    static const std::map<std::string_view, TakeStep> table{
        {"backup", take_backup}, {"measure_before", take_measure_before},
        {"up", take_up},         {"check", take_check},
        {"flush", take_flush},   {"measure_after", take_measure_after},
        {"report", take_report},
    };
    return table;
}

/// What is wrong with files is said before anything is done.
void refuse_wrong_files(CommandContext& context, const ApplyOptions& options) {
    Migration(context, options.flags).refuse_impossible({.upwards = true, .target = "head"});
}

StepEnding failure_of(const Error& error) {
    return {.end = StepEnd::failed, .text = error.message(), .code = error.code(), .error = error};
}

/// Also a defect is how a step ended: what the others did is told all the same.
StepEnding ending_of_step(ApplyState& state, const StepRule& rule) try {
    return takers().at(rule.name)(state);
} catch (const Error& error) {
    return failure_of(error);
} catch (const std::exception& unexpected) {
    return failure_of(defect_of(unexpected));
}

ApplyStep attempt(ApplyState& state, const StepRule& rule) {
    const auto start = std::chrono::steady_clock::now();
    StepEnding ending = ending_of_step(state, rule);
    ApplyStep step{.name = std::string(rule.name),
                   .end = ending.end,
                   .text = std::move(ending.text),
                   .code = ending.code,
                   .error = std::move(ending.error)};
    step.duration =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    return step;
}

bool lost_server(const ApplyReport& report) {
    return std::ranges::any_of(report.steps, [](const ApplyStep& step) {
        return step.error && step.error->code() == ExitCode::unreachable;
    });
}

std::string reason_to_skip(const ApplyState& state, const StepRule& rule) {
    return find_reason_to_skip(rule,
                               {.skip = state.options.skip,
                                .only = state.options.only,
                                .server_lost = lost_server(state.report),
                                .interrupted = state.interrupted.load()},
                               state.report.steps);
}

void announce(const CommandContext& context, const StepRule& rule) {
    if (context.options().format != "json")
        context.note(fmt::format("apply: {}", words_of_step(std::string(rule.name))));
}

void take(ApplyState& state, const StepRule& rule) {
    if (std::string reason = reason_to_skip(state, rule); !reason.empty()) {
        state.report.steps.push_back(
            {.name = std::string(rule.name), .end = StepEnd::skipped, .text = std::move(reason)});
        return;
    }
    announce(state.context, rule);
    state.report.steps.push_back(attempt(state, rule));
}

/// What is known so far outlives a run that is killed. That it cannot be written is for the last step to say.
void keep_unfinished(const ApplyState& state) try {
    const bool is_over = state.report.steps.back().name == "report";
    if (!state.report.dry_run && !is_over) state.files.write(state.report);
} catch (const Error& error) {
    state.context.note(error.message());
}

/// What was measured at first is kept until something was compared with it.
void forget_record(const ApplyState& state) {
    const auto is_compared = [](const ApplyStep& step) {
        return step.name == "measure_after" &&
               (step.end == StepEnd::done || step.end == StepEnd::nothing_to_do);
    };
    const auto record = state.files.record();
    const bool compared = !state.report.dry_run && std::ranges::any_of(state.report.steps, is_compared);
    if (record && compared) record->remove();
}

}  // namespace

ApplyReport run_apply_steps(CommandContext& context, const ApplyOptions& options, RunMetrics& metrics) {
    refuse_wrong_files(context, options);
    ApplyState state{.context = context,
                     .options = options,
                     .interrupted = watch_for_interrupt(),
                     .metrics = metrics,
                     .workload = read_workload(context),
                     .files = ReportFiles(options.report_files),
                     .report = {.dry_run = context.options().dry_run, .made_at = std::time(nullptr)}};
    for (const StepRule& rule : step_rules()) {
        if (rule.name == "backup" && options.backup_directory.empty()) continue;
        take(state, rule);
        keep_unfinished(state);
    }
    state.report.finished = true;
    forget_record(state);
    return std::move(state.report);
}

}  // namespace migrate
