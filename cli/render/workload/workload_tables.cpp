#include "cli/render/workload/workload_tables.hpp"

#include "cli/render/workload/measured_parts.hpp"
#include "cli/render/workload/workload_words.hpp"
#include "src/base/words.hpp"

#include <tuple>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::string_view clock_remark =
    "Median and 95th percentile of an action's queries one after the other on one connection, answers fetched; "
    "the way to the server is part of it.";
constexpr std::string_view one_connection = "On one connection, one action after the other.";
constexpr std::string_view lean_remark =
    "Lean: the queries that the workload file lists as after; the bot gains that when it sends them.";
constexpr std::string_view count_remark =
    "Queries as the workload file declares them; blocks are the medians of the queries together.";
constexpr std::string_view query_remark =
    "Medians of all runs. Blocks: found in shared buffers or read; they decide, since they repeat exactly. Times: "
    "planning and execution on the server.";

std::string response_text(const FormMeasurement& form) {
    if (!form.is_measured()) return "not measured";
    return fmt::format("{} ({})", measured_time_text(form.median_us()), measured_time_text(form.p95_us()));
}

std::string throughput_text(const FormMeasurement& form) {
    return form.is_measured() ? per_second_text(form.per_second()) : "not measured";
}

std::string blocks_text(const std::optional<std::int64_t>& blocks) {
    return blocks ? std::to_string(*blocks) : "not measured";
}

std::string hit_text(const std::string& cache) {
    return cache.empty() ? "" : fmt::format("0 ({})", cache);
}

/// `text`, or that the lean form is no other.
std::string of_lean(const FormMeasurement& form, const FormMeasurement& lean, std::string text) {
    return form.queries == lean.queries ? "the same" : std::move(text);
}

// --- one measurement

WorkloadTable response_table(const Measurement& measurement) {
    WorkloadTable table{.title = "Response and throughput",
                        .header = {"action", ">median (p95)", ">lean", "", ">per second", ">lean"},
                        .rows = {},
                        .remarks = {std::string(clock_remark), std::string(lean_remark)}};
    for (const ActionMeasurement& action : measurement.actions) {
        const auto& [form, lean] = std::tie(action.before, action.after);
        const std::string speed =
            speed_text({form, measurement.blocks_of(form)}, {lean, measurement.blocks_of(lean)});
        table.rows.push_back({action.summary, response_text(form), of_lean(form, lean, response_text(lean)),
                              form.queries == lean.queries ? "" : speed, throughput_text(form),
                              of_lean(form, lean, throughput_text(lean))});
    }
    add_remarks(table, action_remarks(measurement, ""));
    return table;
}

WorkloadTable query_count_table(const Measurement& measurement) {
    WorkloadTable table{.title = "Queries per action",
                        .header = {"action", ">queries", ">lean", ">on a hit (cache)", ">blocks", ">lean"},
                        .rows = {},
                        .remarks = {std::string(count_remark)}};
    for (const ActionMeasurement& action : measurement.actions)
        table.rows.push_back(
            {action.summary, std::to_string(action.before.queries.size()),
             std::to_string(action.after.queries.size()), hit_text(action.cache),
             blocks_text(measurement.blocks_of(action.before)),
             of_lean(action.before, action.after, blocks_text(measurement.blocks_of(action.after)))});
    return table;
}

WorkloadTable query_table(const Measurement& measurement) {
    WorkloadTable table{.title = "Queries",
                        .header = {"query", ">runs", ">blocks", ">read", ">temp", ">rows", ">median", ">p95"},
                        .rows = {},
                        .remarks = {std::string(query_remark)}};
    for (const QueryMeasurement& query : measurement.queries) {
        if (!query.is_measured()) continue;
        const QuerySummary cost = summary_of(query.runs);
        table.rows.push_back({query.id, std::to_string(cost.runs), std::to_string(cost.blocks),
                              std::to_string(cost.read), std::to_string(cost.temp), std::to_string(cost.rows),
                              measured_time_text(cost.median_us), measured_time_text(cost.p95_us)});
    }
    add_remarks(table, query_remarks(measurement, ""));
    return table;
}

WorkloadTable plan_table(const Measurement& measurement) {
    WorkloadTable table{.title = "Plans", .header = {"query", ">runs", "plan"}, .rows = {}, .remarks = {}};
    for (const QueryMeasurement& query : measurement.queries) {
        for (const ChosenPlan& plan : query.plans)
            table.rows.push_back({query.id, std::to_string(plan.runs), plan.shape.text});
    }
    return table;
}

// --- two measurements

/// Of the action that the file names first, as the bot's report told it.
WorkloadTable short_comparison(const MeasurementComparison& comparison, const Measurement& before,
                               const Measurement& after) {
    WorkloadTable table{.title = "In short",
                        .header = {"", ">before", ">after, the same queries", ">after, lean"},
                        .rows = {},
                        .remarks = {}};
    if (comparison.actions.empty()) return table;
    const ActionComparison& action = comparison.actions.front();
    const auto add = [&](const std::string& what, auto text) {
        table.rows.push_back({what, text(action.before), text(action.same_queries), text(action.after)});
    };
    add(action.summary, [](const ComparedForm& one) {
        return one.form.is_measured() ? measured_time_text(one.form.median_us()) : "not measured";
    });
    add("queries, as declared", [](const ComparedForm& one) {
        return one.form.queries.empty() ? "not measured" : std::to_string(one.form.queries.size());
    });
    add("blocks read", [](const ComparedForm& one) { return blocks_text(one.blocks); });
    add("in a second, on one connection", [](const ComparedForm& one) { return throughput_text(one.form); });
    for (const UnmeasuredClaim& claim : unmeasured_claims())
        add(claim.name, [](const ComparedForm&) { return std::string("not measured"); });
    if (const auto* old = before.find_action(action.id)) add_remarks(table, action_remarks(*old, "before"));
    add_remarks(table, action_remarks(after.actions.front(), "after"));
    return table;
}

WorkloadTable response_comparison(const MeasurementComparison& comparison, const Measurement& before,
                                  const Measurement& after) {
    WorkloadTable table{
        .title = "Response",
        .header = {"action", ">before: median (p95)", ">after, the same queries", "", ">after, lean", ""},
        .rows = {},
        .remarks = {std::string(clock_remark), std::string(lean_remark)}};
    for (const ActionComparison& action : comparison.actions) {
        const auto& [old, same, lean] = std::tie(action.before, action.same_queries, action.after);
        const bool other = same.form.queries != lean.form.queries;
        table.rows.push_back({action.summary, response_text(old.form), response_text(same.form),
                              speed_text(old, same), of_lean(same.form, lean.form, response_text(lean.form)),
                              other ? speed_text(old, lean) : ""});
    }
    add_remarks(table, action_remarks(before, "before"));
    add_remarks(table, action_remarks(after, "after"));
    return table;
}

WorkloadTable query_count_comparison(const MeasurementComparison& comparison) {
    WorkloadTable table{.title = "Queries per action",
                        .header = {"action", ">before", ">lean", ">on a hit (cache)", ">blocks before",
                                   ">after, the same queries", ">after, lean"},
                        .rows = {},
                        .remarks = {std::string(count_remark)}};
    for (const ActionComparison& action : comparison.actions) {
        const auto& [same, lean] = std::tie(action.same_queries, action.after);
        table.rows.push_back({action.summary, std::to_string(same.form.queries.size()),
                              std::to_string(lean.form.queries.size()), hit_text(action.cache),
                              blocks_text(action.before.blocks), blocks_text(same.blocks),
                              of_lean(same.form, lean.form, blocks_text(lean.blocks))});
    }
    return table;
}

WorkloadTable throughput_comparison(const MeasurementComparison& comparison) {
    WorkloadTable table{.title = "Throughput",
                        .header = {"action", ">before", ">after, the same queries", ">after, lean"},
                        .rows = {},
                        .remarks = {std::string(one_connection)}};
    for (const ActionComparison& action : comparison.actions) {
        const auto& [same, lean] = std::tie(action.same_queries.form, action.after.form);
        table.rows.push_back({action.summary, throughput_text(action.before.form), throughput_text(same),
                              of_lean(same, lean, throughput_text(lean))});
    }
    return table;
}

std::string either(const QueryComparison& row, const QuerySummary& cost, std::string text) {
    return cost.runs > 0 || row.not_compared.empty() ? std::move(text) : "not measured";
}

WorkloadTable query_comparison(const MeasurementComparison& comparison, const Measurement& before,
                               const Measurement& after) {
    WorkloadTable table{
        .title = "Queries",
        .header = {"query", ">blocks before", ">after", "", ">median (p95) before", ">after", "plan"},
        .rows = {},
        .remarks = {std::string(query_remark)}};
    const auto time = [](const QuerySummary& cost) {
        return fmt::format("{} ({})", measured_time_text(cost.median_us), measured_time_text(cost.p95_us));
    };
    for (const QueryComparison& row : comparison.queries) {
        if (row.before.runs == 0 && row.after.runs == 0) continue;
        table.rows.push_back({row.id, either(row, row.before, std::to_string(row.before.blocks)),
                              either(row, row.after, std::to_string(row.after.blocks)), change_text(row),
                              either(row, row.before, time(row.before)),
                              either(row, row.after, time(row.after)),
                              row.plan_changed ? "another" : "same"});
    }
    if (before.samples != after.samples)
        table.remarks.emplace_back("The two were not measured with the same parameters.");
    add_remarks(table, query_remarks(before, "before"));
    add_remarks(table, query_remarks(after, "after"));
    return table;
}

WorkloadTable plan_comparison(const MeasurementComparison& comparison) {
    WorkloadTable table{
        .title = "Plans that changed", .header = {"query", "", "plan"}, .rows = {}, .remarks = {}};
    for (const QueryComparison& row : comparison.queries) {
        if (!row.plan_changed) continue;
        table.rows.push_back({row.id, "before", row.shape_before});
        table.rows.push_back({row.id, "after", row.shape_after});
    }
    if (table.rows.empty()) table.remarks.emplace_back("None.");
    return table;
}

WorkloadTable unmeasured_table() {
    WorkloadTable table{.title = "Not measured", .header = {"what", "why"}, .rows = {}, .remarks = {}};
    for (const UnmeasuredClaim& claim : unmeasured_claims()) table.rows.push_back({claim.name, claim.reason});
    return table;
}

}  // namespace

std::vector<WorkloadTable> measurement_tables(const Measurement& measurement) {
    return {response_table(measurement), query_count_table(measurement),
            query_table(measurement),    plan_table(measurement),
            unmeasured_table(),          measured_on_table(measurement)};
}

std::vector<WorkloadTable> comparison_tables(const Measurement& before, const Measurement& after) {
    const MeasurementComparison comparison = compare_measurements(before, after);
    return {short_comparison(comparison, before, after),
            response_comparison(comparison, before, after),
            query_count_comparison(comparison),
            throughput_comparison(comparison),
            query_comparison(comparison, before, after),
            plan_comparison(comparison),
            unmeasured_table(),
            measured_on_table(before, after)};
}

}  // namespace migrate
