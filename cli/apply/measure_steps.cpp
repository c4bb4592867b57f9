#include "cli/apply/steps.hpp"
#include "src/base/words.hpp"
#include "src/files/workload_file.hpp"
#include "src/postgres/measure_workload.hpp"

#include <algorithm>
#include <ctime>
#include <optional>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace migrate {

namespace {

std::size_t measured_queries(const Measurement& measurement) {
    return static_cast<std::size_t>(std::ranges::count_if(
        measurement.queries, [](const QueryMeasurement& query) { return query.is_measured(); }));
}

/// The first reason stands for all: they are in the report, each with its query.
std::string first_reason(const Measurement& measurement) {
    for (const QueryMeasurement& query : measurement.queries)
        if (!query.is_measured()) return fmt::format("{}: {}", query.id, query.not_measured);
    return "the workload holds no queries";
}

StepEnding ending_of_measurement(const Measurement& measurement) {
    const std::size_t measured = measured_queries(measurement);
    if (measured == 0) return {.end = StepEnd::nothing_to_do, .text = first_reason(measurement)};
    return {.text = fmt::format("{} of {} measured", measured,
                                count_of(measurement.queries.size(), "query", "queries"))};
}

/// Why there is nothing to be measured in this run.
std::optional<StepEnding> find_no_measurement(const ApplyState& state) {
    if (!state.workload)
        return StepEnding{.end = StepEnd::nothing_to_do,
                          .text = fmt::format("there is no workload: no {}", usual_workload_file)};
    if (!state.report.dry_run) return std::nullopt;
    return StepEnding{.end = StepEnd::skipped,
                      .text = fmt::format("dry run: it would measure {}",
                                          count_of(state.workload->queries.size(), "query", "queries"))};
}

/// What a run measured that was cut short: the database was not yet changed then.
std::optional<Measurement> find_earlier(const ApplyState& state) {
    const auto record = state.files.record();
    return record ? record->read(state.report.server) : std::nullopt;
}

void keep_for_later(const ApplyState& state) {
    if (const auto record = state.files.record()) record->write(*state.report.before, state.report.server);
}

std::string when_text(const Measurement& measurement) {
    return fmt::format("{:%Y-%m-%d %H:%M:%S} UTC",
                       fmt::gmtime(static_cast<std::time_t>(measurement.measured_at)));
}

/// Whether anything was done to the database since the measurement before.
bool has_changed(const ApplyState& state) {
    const auto up =
        std::ranges::find_if(state.report.steps, [](const ApplyStep& step) { return step.name == "up"; });
    return state.measured_earlier || (up != state.report.steps.end() && up->end == StepEnd::done);
}

}  // namespace

StepEnding take_measure_before(ApplyState& state) {
    if (auto ending = find_no_measurement(state)) return std::move(*ending);
    Connection connection = open_server(state);
    state.report.before = find_earlier(state);
    state.measured_earlier = state.report.before.has_value();
    if (state.measured_earlier)
        return {.text = fmt::format("as an earlier run measured it that did not come to compare, {}",
                                    when_text(*state.report.before))};
    state.report.before = run_measurement(connection, *state.workload, {.interrupted = &state.interrupted});
    keep_for_later(state);
    return ending_of_measurement(*state.report.before);
}

StepEnding take_measure_after(ApplyState& state) {
    if (auto ending = find_no_measurement(state)) return std::move(*ending);
    const auto& before = state.report.before;
    if (before && !has_changed(state))
        return {.end = StepEnd::nothing_to_do, .text = "nothing has changed since measure before"};
    Connection connection = open_server(state);
    state.report.after =
        run_measurement(connection, *state.workload,
                        {.samples = before ? &before->samples : nullptr, .interrupted = &state.interrupted});
    return ending_of_measurement(*state.report.after);
}

}  // namespace migrate
