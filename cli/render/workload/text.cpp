#include "cli/render/workload/text.hpp"

#include "cli/render/progress/harmless_text.hpp"
#include "cli/render/workload/workload_tables.hpp"

namespace migrate {

namespace {

Rows shown_rows(const Rows& rows) {
    Rows harmless_rows;
    for (const Row& row : rows) {
        Row& harmless_row = harmless_rows.emplace_back();
        for (const std::string& cell : row) harmless_row.push_back(shown(cell));
    }
    return harmless_rows;
}

std::string workload_text(const std::vector<WorkloadTable>& tables, const Style& style) {
    std::string text;
    for (const WorkloadTable& table : tables) {
        text += (text.empty() ? "" : "\n") + style.bold(table.title) + "\n";
        if (!table.rows.empty()) text += render_table(table.header, shown_rows(table.rows), "  ");
        for (const std::string& remark : table.remarks) text += "  " + style.dim(shown(remark)) + "\n";
    }
    return text;
}

}  // namespace

std::string render_measurement_text(const Measurement& measurement, const Style& style) {
    return workload_text(measurement_tables(measurement), style);
}

std::string render_comparison_text(const Measurement& before, const Measurement& after, const Style& style) {
    return workload_text(comparison_tables(before, after), style);
}

}  // namespace migrate
