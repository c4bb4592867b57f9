#include "src/workload/compare_measurements.hpp"

#include "src/workload/percentile.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::int64_t same_blocks = 2;         // a new row version, a page that a hint bit made dirty
constexpr std::int64_t same_blocks_share = 20;  // one in so many
constexpr double clear_ratio = 1.25;

CostChange change_of(std::int64_t before, std::int64_t after) {
    const std::int64_t apart = before > after ? before - after : after - before;
    const std::int64_t allowed = std::max(same_blocks, std::max(before, after) / same_blocks_share);
    if (apart <= allowed) return CostChange::same;
    return after < before ? CostChange::less : CostChange::more;
}

std::string main_shape(const QueryMeasurement* measured) {
    return measured == nullptr || measured->plans.empty() ? "" : measured->plans.front().shape.text;
}

std::string why_not_compared(const QueryMeasurement* before, const QueryMeasurement* after) {
    if (before == nullptr) return "it was not part of the measurement before";
    if (after == nullptr) return "it was not part of the measurement after";
    if (!before->is_measured() && before->not_measured == after->not_measured) return before->not_measured;
    if (!before->is_measured()) return fmt::format("before: {}", before->not_measured);
    if (!after->is_measured()) return fmt::format("after: {}", after->not_measured);
    return "";
}

bool same_parameters(const Measurement& before, const Measurement& after) {
    return before.samples == after.samples;
}

/// Summaries of what was measured on one side only are whole; else over the runs that both have.
void summarise_both(const QueryMeasurement* before, const QueryMeasurement* after, QueryComparison& row) {
    const bool both = before != nullptr && after != nullptr && before->is_measured() && after->is_measured();
    const std::size_t first = both ? std::min(before->runs.size(), after->runs.size()) : SIZE_MAX;
    if (before != nullptr) row.before = summary_of(before->runs, first);
    if (after != nullptr) row.after = summary_of(after->runs, first);
}

QueryComparison compare_query(const std::string& id, const Measurement& before, const Measurement& after) {
    const QueryMeasurement* old = before.find_query(id);
    const QueryMeasurement* now = after.find_query(id);
    QueryComparison row{.id = id, .not_compared = why_not_compared(old, now)};
    row.same_parameters = same_parameters(before, after);
    summarise_both(old, now, row);
    if (row.not_compared.empty()) row.change = change_of(row.before.blocks, row.after.blocks);
    row.shape_before = main_shape(old);
    row.shape_after = main_shape(now);
    row.plan_changed =
        !row.shape_before.empty() && !row.shape_after.empty() && row.shape_before != row.shape_after;
    return row;
}

FormMeasurement absent_form() {
    return {.not_measured = "it was not part of this measurement"};
}

ComparedForm compared(const FormMeasurement& form, const Measurement& measurement) {
    return {form, measurement.blocks_of(form)};
}

ActionComparison compare_action(const ActionMeasurement& action, const Measurement& before,
                                const Measurement& after) {
    const ActionMeasurement* old = before.find_action(action.id);
    return {.id = action.id,
            .summary = action.summary,
            .cache = action.cache,
            .before = old != nullptr ? compared(old->before, before) : ComparedForm{absent_form(), {}},
            .same_queries = compared(action.before, after),
            .after = compared(action.after, after)};
}

bool lie_apart(const FormMeasurement& one, const FormMeasurement& other) {
    return percentile(one.runs_us, 25) > percentile(other.runs_us, 75) ||
           percentile(other.runs_us, 25) > percentile(one.runs_us, 75);
}

bool has_reason_to_differ(const ComparedForm& before, const ComparedForm& after) {
    if (before.form.queries != after.form.queries || !before.blocks || !after.blocks) return true;
    return change_of(*before.blocks, *after.blocks) != CostChange::same;
}

}  // namespace

std::string_view name_of(SpeedChange change) {
    switch (change) {
        case SpeedChange::faster:
            return "faster";
        case SpeedChange::slower:
            return "slower";
        case SpeedChange::unclear:
            return "unclear";
        case SpeedChange::unknown:
            break;
    }
    return "unknown";
}

SpeedChange speed_change(const ComparedForm& before, const ComparedForm& after) {
    if (!before.form.is_measured() || !after.form.is_measured()) return SpeedChange::unknown;
    if (before.form.queries == after.form.queries && before.form.left_out != after.form.left_out)
        return SpeedChange::unknown;
    const auto old = static_cast<double>(before.form.median_us());
    const auto now = static_cast<double>(after.form.median_us());
    const bool far = old > clear_ratio * now || now > clear_ratio * old;
    if (!far || !lie_apart(before.form, after.form) || !has_reason_to_differ(before, after))
        return SpeedChange::unclear;
    return now < old ? SpeedChange::faster : SpeedChange::slower;
}

std::string_view name_of(CostChange change) {
    switch (change) {
        case CostChange::less:
            return "less";
        case CostChange::same:
            return "same";
        case CostChange::more:
            return "more";
        case CostChange::unknown:
            break;
    }
    return "unknown";
}

MeasurementComparison compare_measurements(const Measurement& before, const Measurement& after) {
    MeasurementComparison comparison;
    for (const QueryMeasurement& query : after.queries)
        comparison.queries.push_back(compare_query(query.id, before, after));
    for (const QueryMeasurement& query : before.queries) {
        if (after.find_query(query.id) == nullptr)
            comparison.queries.push_back(compare_query(query.id, before, after));
    }
    for (const ActionMeasurement& action : after.actions)
        comparison.actions.push_back(compare_action(action, before, after));
    return comparison;
}

double times_less(double before, double after) {
    return before > 0 && after > 0 ? before / after : 0;
}

}  // namespace migrate
