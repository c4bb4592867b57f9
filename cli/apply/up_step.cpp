#include "cli/apply/steps.hpp"
#include "cli/migration.hpp"
#include "src/base/words.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

const Goal head_goal{.upwards = true, .target = "head"};

std::string what_was_run(const RunResult& result) {
    const RunCounts counts = counts_of(result);
    std::string text = count_of(counts.applied, "revision") + " applied";
    if (counts.repaired > 0) text += fmt::format(", {} repaired", counts.repaired);
    return fmt::format("{}, {} built", text, count_of(counts.indexes_built, "index", "indexes"));
}

std::string how_it_failed(const RunResult& result) {
    const std::string why = result.error ? result.error->message() : "it was refused";
    return fmt::format("{}; {}, {} not started", why, what_was_run(result),
                       count_of(result.not_started.size(), "revision"));
}

StepEnding ending_of(const RunResult& result) {
    switch (result.kind) {
        case RunResult::Kind::done:
            return {.text = what_was_run(result)};
        case RunResult::Kind::nothing:
            return {.end = StepEnd::nothing_to_do,
                    .text = "every revision is applied, every declared index is there"};
        case RunResult::Kind::refused:
            return {.end = StepEnd::failed,
                    .text = how_it_failed(result),
                    .code = ExitCode::refused,
                    .error = result.error};
        default:
            return {.end = StepEnd::failed,
                    .text = how_it_failed(result),
                    .code = ExitCode::step_failed,
                    .error = result.error};
    }
}

/// Behind a conflict stand its own options, so the words are short.
StepEnding refusal_of_plan() {
    return {.end = StepEnd::failed,
            .text = "what is there conflicts with the plan; nothing was changed",
            .code = ExitCode::refused};
}

StepEnding rehearsal_of(const LivePlan& live) {
    if (live.plan.steps.empty()) return ending_of(nothing_done(live));
    return {.end = StepEnd::skipped,
            .text = fmt::format("dry run: it would run {}", count_of(live.plan.steps.size(), "revision"))};
}

void note_metrics(RunMetrics& metrics, const RevisionGraph& graph, const RunResult& result) {
    metrics.counts = counts_of(result);
    if (!result.error || result.error->code() != ExitCode::unreachable)
        note_history(metrics, graph, {.heads = result.heads});
}

}  // namespace

StepEnding take_up(ApplyState& state) {
    Migration migration(state.context, state.options.flags);
    const LivePlan live = migration.look(head_goal);
    state.report.server = migration.server();
    state.report.migration = ApplyMigration{.graph = migration.graph(),
                                            .plan = live.plan,
                                            .heads = live.heads,
                                            .build = migration.build_resources(),
                                            .result = {}};
    if (live.plan.refused()) {
        migration.refuse_obstacle();
        return refusal_of_plan();
    }
    if (state.report.dry_run) return rehearsal_of(live);
    const RunResult result =
        live.plan.steps.empty() ? migration.run_nothing(live) : migration.run(head_goal, live);
    state.report.migration->result = result;
    note_metrics(state.metrics, migration.graph(), result);
    return ending_of(result);
}

}  // namespace migrate
