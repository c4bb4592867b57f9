#include "cli/render/workload/markdown.hpp"

#include "cli/render/model/markdown_text.hpp"
#include "cli/render/workload/workload_tables.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

std::string workload_markdown(const std::vector<WorkloadTable>& tables) {
    std::string text;
    for (const WorkloadTable& table : tables) {
        text += fmt::format("{}#### {}\n", text.empty() ? "" : "\n", markdown_words(table.title));
        if (!table.rows.empty()) text += "\n" + markdown_header(table.header);
        for (const Row& row : table.rows) text += markdown_row(row);
        if (!table.remarks.empty()) text += "\n";
        for (const std::string& remark : table.remarks) text += fmt::format("- {}\n", markdown_words(remark));
    }
    return text;
}

}  // namespace

std::string render_measurement_markdown(const Measurement& measurement) {
    return workload_markdown(measurement_tables(measurement));
}

std::string render_comparison_markdown(const Measurement& before, const Measurement& after) {
    return workload_markdown(comparison_tables(before, after));
}

}  // namespace migrate
