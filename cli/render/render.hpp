#pragma once

#include "cli/render/style.hpp"
#include "cli/revision_lines.hpp"
#include "cli/status_report.hpp"
#include "src/revision/run_result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// A plan and the graph that its statements stand in.
struct PlanView {
    const RunPlan& plan;
    const RevisionGraph& graph;
    std::vector<RevisionId> heads;  ///< of the database now
};

struct ResultView {
    const RunResult& result;
    const RevisionGraph& graph;
};

/// One way to write results. Every function is pure, and returns the whole document with its final newline.
struct OutputFormat {
    std::string_view name;
    std::string (*plan)(const PlanView& view, const Style& style);        ///< --dry-run
    std::string (*refused)(const PlanView& view, const Style& style);     ///< a plan that may not start
    std::string (*result)(const ResultView& view, const Style& style);   ///< up, down, redo
    std::string (*status)(const StatusReport& report, const Style& style);
    std::string (*revisions)(const std::vector<RevisionLine>& lines, RevisionDetail detail);
    std::string (*error)(const Error& error);  ///< on stdout, beside the words on stderr; "" = nothing
};

/// The table of formats; the first is the default.
const std::vector<OutputFormat>& output_formats();
const OutputFormat* find_format(std::string_view name);

extern const OutputFormat text_format;
extern const OutputFormat json_format;

/// The statements of one planned index, as they will be sent or nearly so: work names are left out.
std::vector<std::string> statements_of(const PlannedIndex& index);

}  // namespace migrate
