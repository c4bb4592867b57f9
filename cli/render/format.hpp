#pragma once

#include "cli/render/model/revision_lines.hpp"
#include "cli/render/model/status_report.hpp"
#include "cli/render/text/style.hpp"
#include "src/index/build_resources.hpp"
#include "src/report/flush_result.hpp"
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
    BuildResources build;           ///< how its builds will run
};

struct ResultView {
    const RunResult& result;
    const RevisionGraph& graph;
};

/// The short result of a command that has no more to tell than what it did.
struct Remark {
    std::string text;                                         ///< for people, with its final newline
    std::vector<std::pair<std::string, std::string>> fields;  ///< for programs
};

/// One way to write results. Every function is pure, and returns the whole document with its final newline.
struct OutputFormat {
    std::string_view name;
    std::string (*plan)(const PlanView& view, const Style& style);      ///< --dry-run
    std::string (*refused)(const PlanView& view, const Style& style);   ///< a plan that may not start
    std::string (*result)(const ResultView& view, const Style& style);  ///< up, down, redo
    std::string (*status)(const StatusReport& report, const Style& style);
    std::string (*revisions)(const std::vector<RevisionLine>& lines, RevisionDetail detail);
    std::string (*flush)(const FlushResult& result, const Style& style);
    std::string (*remark)(const Remark& remark);
    std::string (*error)(const Error& error);  ///< on stdout, beside the words on stderr; "" = nothing
};

}  // namespace migrate
