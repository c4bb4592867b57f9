#include "cli/render/workload/json.hpp"

#include "cli/render/model/redacted_json.hpp"
#include "cli/render/workload/workload_words.hpp"
#include "src/workload/compare_measurements.hpp"

#include <ctime>

#include <fmt/chrono.h>

namespace migrate {

namespace {

using WorkloadJson = nlohmann::ordered_json;

template <typename Items, typename ToJson>
WorkloadJson json_list(const Items& items, ToJson to_json) {
    WorkloadJson json = WorkloadJson::array();
    for (const auto& item : items) json.push_back(to_json(item));
    return json;
}

WorkloadJson summary_json(const QuerySummary& cost) {
    return {{"runs", cost.runs},        {"blocks", cost.blocks},          {"shared_hit", cost.hit},
            {"shared_read", cost.read}, {"shared_dirtied", cost.dirtied}, {"temp", cost.temp},
            {"rows", cost.rows},        {"median_us", cost.median_us},    {"p95_us", cost.p95_us}};
}

WorkloadJson plan_json(const ChosenPlan& plan) {
    return {{"runs", plan.runs},
            {"shape", plan.shape.text},
            {"fingerprint", plan.shape.fingerprint},
            {"indexes", plan.shape.indexes},
            {"seq_scans", plan.shape.seq_scans},
            {"unconditioned_indexes", plan.shape.unconditioned}};
}

WorkloadJson query_json(const QueryMeasurement& query) {
    WorkloadJson json{{"id", query.id}, {"measured", query.is_measured()}};
    if (query.is_measured()) {
        json.update(summary_json(summary_of(query.runs)));
        json["wanted_runs"] = query.wanted_runs;
    } else {
        json["reason"] = query.not_measured;
    }
    json["plans"] = json_list(query.plans, plan_json);
    return json;
}

WorkloadJson form_json(const FormMeasurement& form) {
    WorkloadJson json{
        {"queries", form.queries}, {"measured", form.is_measured()}, {"left_out", form.left_out}};
    if (!form.is_measured()) {
        json["reason"] = form.not_measured;
        return json;
    }
    json["runs"] = form.runs_us.size();
    json["median_us"] = form.median_us();
    json["p95_us"] = form.p95_us();
    json["per_second"] = form.per_second();
    return json;
}

WorkloadJson text_or_null(const std::string& text) {
    return text.empty() ? WorkloadJson(nullptr) : WorkloadJson(text);
}

WorkloadJson table_json(const MeasuredTable& table) {
    return {{"name", table.name},
            {"exists", table.exists},
            {"rows", table.rows ? WorkloadJson(*table.rows) : WorkloadJson(nullptr)},
            {"table_bytes", table.table_bytes},
            {"index_bytes", table.index_bytes}};
}

WorkloadJson unredacted_measurement(const Measurement& measurement) {
    WorkloadJson json{
        {"measured_at", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                                    fmt::gmtime(static_cast<std::time_t>(measurement.measured_at)))},
        {"seconds", measurement.seconds},
        {"server_version", measurement.server},
        {"server_version_number", measurement.server_version},
        {"database", measurement.database},
        {"on_standby", measurement.on_standby},
        {"settings", measurement.settings}};
    json["tables"] = json_list(measurement.tables, table_json);
    json["tables_not_read"] = text_or_null(measurement.tables_not_read);
    json["queries"] = json_list(measurement.queries, query_json);
    json["actions"] = json_list(measurement.actions, [](const ActionMeasurement& action) {
        return WorkloadJson{{"id", action.id},
                            {"summary", action.summary},
                            {"cache", text_or_null(action.cache)},
                            {"before", form_json(action.before)},
                            {"after", form_json(action.after)}};
    });
    json["not_measured"] = json_list(unmeasured_claims(), [](const UnmeasuredClaim& claim) {
        return WorkloadJson{{"name", claim.name}, {"reason", claim.reason}};
    });
    return json;
}

WorkloadJson comparison_row_json(const QueryComparison& row) {
    WorkloadJson json{{"id", row.id},
                      {"change", name_of(row.change)},
                      {"reason", text_or_null(row.not_compared)},
                      {"same_parameters", row.same_parameters},
                      {"plan_changed", row.plan_changed}};
    json["before"] = row.before.runs > 0 ? summary_json(row.before) : WorkloadJson(nullptr);
    json["after"] = row.after.runs > 0 ? summary_json(row.after) : WorkloadJson(nullptr);
    return json;
}

WorkloadJson compared_form_json(const ComparedForm& compared) {
    WorkloadJson json = form_json(compared.form);
    json["blocks"] = compared.blocks ? WorkloadJson(*compared.blocks) : WorkloadJson(nullptr);
    return json;
}

WorkloadJson compared_action_json(const ActionComparison& action) {
    return {{"id", action.id},
            {"before", compared_form_json(action.before)},
            {"after_same_queries", compared_form_json(action.same_queries)},
            {"after_lean", compared_form_json(action.after)},
            {"speed_of_same_queries", name_of(speed_change(action.before, action.same_queries))},
            {"speed_of_lean", name_of(speed_change(action.before, action.after))}};
}

}  // namespace

WorkloadJson measurement_json(const Measurement& measurement) {
    WorkloadJson json = unredacted_measurement(measurement);
    redact_strings(json);
    return json;
}

WorkloadJson comparison_json(const Measurement& before, const Measurement& after) {
    const MeasurementComparison comparison = compare_measurements(before, after);
    WorkloadJson json{{"before", measurement_json(before)}, {"after", measurement_json(after)}};
    json["comparison"]["queries"] = json_list(comparison.queries, comparison_row_json);
    json["comparison"]["actions"] = json_list(comparison.actions, compared_action_json);
    redact_strings(json);
    return json;
}

}  // namespace migrate
