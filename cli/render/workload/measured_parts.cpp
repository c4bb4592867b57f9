#include "cli/render/workload/measured_parts.hpp"

#include "cli/render/workload/workload_words.hpp"
#include "src/base/words.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace migrate {

namespace {

std::string with_time(std::string_view when, const std::string& remark) {
    return when.empty() ? remark : fmt::format("{}: {}", when, remark);
}

std::string rows_text(const MeasuredTable& table) {
    if (!table.exists) return "not there";
    return table.rows ? std::to_string(*table.rows) : "never analysed";
}

std::string size_text(const MeasuredTable& table, std::int64_t bytes) {
    return table.exists ? bytes_text(bytes) : "";
}

void add_form_remark(const FormMeasurement& form, const std::string& id, std::string_view when,
                     std::vector<std::string>& remarks) {
    if (!form.is_measured())
        remarks.push_back(with_time(when, fmt::format("{} was not measured: {}", id, form.not_measured)));
    else if (!form.left_out.empty())
        remarks.push_back(with_time(
            when, fmt::format("{} was measured without {}, which would write", id, list_of(form.left_out))));
}

std::string settings_text(const Measurement& measurement) {
    return measurement.settings.empty()
               ? ""
               : fmt::format("Settings that are not the defaults: {}.", list_of(measurement.settings));
}

std::string unread_tables_text(const Measurement& measurement) {
    return measurement.tables_not_read.empty()
               ? ""
               : fmt::format("Sizes are not known: {}.", measurement.tables_not_read);
}

void add_conditions(WorkloadTable& table, const Measurement& measurement, std::string_view when) {
    table.remarks.push_back(with_time(when, measured_on_text(measurement)));
    for (const std::string& remark : {settings_text(measurement), unread_tables_text(measurement)}) {
        if (!remark.empty()) table.remarks.push_back(with_time(when, remark));
    }
}

const MeasuredTable* find_table(const Measurement& measurement, const std::string& name) {
    const auto found = std::ranges::find(measurement.tables, name, &MeasuredTable::name);
    return found == measurement.tables.end() ? nullptr : &*found;
}

}  // namespace

void add_remarks(WorkloadTable& table, const std::vector<std::string>& remarks) {
    table.remarks.insert(table.remarks.end(), remarks.begin(), remarks.end());
}

std::vector<std::string> action_remarks(const ActionMeasurement& action, std::string_view when) {
    std::vector<std::string> remarks;
    add_form_remark(action.before, action.id, when, remarks);
    const bool same = action.before.not_measured == action.after.not_measured &&
                      action.before.left_out == action.after.left_out;
    if (!same) add_form_remark(action.after, action.id + ", lean,", when, remarks);
    return remarks;
}

std::vector<std::string> action_remarks(const Measurement& measurement, std::string_view when) {
    std::vector<std::string> remarks;
    for (const ActionMeasurement& action : measurement.actions) {
        const std::vector<std::string> own = action_remarks(action, when);
        remarks.insert(remarks.end(), own.begin(), own.end());
    }
    return remarks;
}

std::vector<std::string> query_remarks(const Measurement& measurement, std::string_view when) {
    std::map<std::string, std::vector<std::string>> reasons;
    std::vector<std::string> remarks;
    for (const QueryMeasurement& query : measurement.queries) {
        if (!query.is_measured()) reasons[query.not_measured].push_back(query.id);
        if (query.is_measured() && query.runs.size() < query.wanted_runs)
            remarks.push_back(with_time(when, fmt::format("{} was stopped by its limit after {} of {} runs",
                                                          query.id, query.runs.size(), query.wanted_runs)));
    }
    for (const auto& [reason, ids] : reasons)
        remarks.push_back(with_time(when, fmt::format("{} not measured: {}", list_of(ids), reason)));
    return remarks;
}

WorkloadTable measured_on_table(const Measurement& measurement) {
    WorkloadTable table{.title = "Measured on",
                        .header = {"table", ">rows, estimated", ">size", ">indexes"},
                        .rows = {},
                        .remarks = {}};
    for (const MeasuredTable& row : measurement.tables)
        table.rows.push_back(
            {row.name, rows_text(row), size_text(row, row.table_bytes), size_text(row, row.index_bytes)});
    add_conditions(table, measurement, "");
    return table;
}

WorkloadTable measured_on_table(const Measurement& before, const Measurement& after) {
    WorkloadTable table{.title = "Measured on",
                        .header = {"table", ">rows before, estimated", ">after", ">size before", ">after",
                                   ">indexes before", ">after"},
                        .rows = {},
                        .remarks = {}};
    for (const MeasuredTable& now : after.tables) {
        const MeasuredTable* known = find_table(before, now.name);
        const MeasuredTable old = known != nullptr ? *known : MeasuredTable{};
        table.rows.push_back({now.name, rows_text(old), rows_text(now), size_text(old, old.table_bytes),
                              size_text(now, now.table_bytes), size_text(old, old.index_bytes),
                              size_text(now, now.index_bytes)});
    }
    add_conditions(table, before, "before");
    add_conditions(table, after, "after");
    return table;
}

}  // namespace migrate
