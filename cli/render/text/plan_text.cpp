#include "cli/render/text/plan_text.hpp"

#include "cli/render/model/index_statements.hpp"
#include "cli/render/text/table.hpp"
#include "cli/render/text/verb_word.hpp"
#include "src/base/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

std::string indented(const std::string& text, std::string_view indent) {
    std::string result(indent);
    for (const char c : text) {
        result += c;
        if (c == '\n') result += indent;
    }
    return result + "\n";
}

std::string direction_of(const PlannedStep& step) {
    if (step.repair) return "repair";
    return step.revision.upwards ? "up" : "down";
}

// The plan.

Row plan_row(const PlannedIndex& index) {
    return {std::string(verb_word(index.action.verb)), index.spec.name, index.action.reason};
}

std::string plan_indexes(const PlannedStep& step) {
    Rows rows;
    std::string sql;
    for (const PlannedIndex& index : step.indexes) {
        rows.push_back(plan_row(index));
        for (const std::string& statement : statements_of(index)) sql += indented(statement + ";", "    ");
    }
    return render_table({"", "", ""}, rows, "  ") + sql;
}

std::string plan_statements(const PlannedStep& step, const RevisionGraph& graph) {
    std::string text;
    if (step.repair || !graph.contains(step.revision.id)) return text;
    const Revision& revision = graph.at(step.revision.id);
    for (const Statement& statement : step.revision.upwards ? revision.up : revision.down) {
        if (statement.guard)
            text += fmt::format("    -- {}: {}\n", step.revision.upwards ? "if missing" : "if created",
                                statement.guard->text());
        text += indented(statement.text + ";", "    ");
    }
    return text;
}

std::string plan_step(const PlannedStep& step, const RevisionGraph& graph, const Style& style) {
    std::string text =
        fmt::format("{} {}  {}\n", direction_of(step), style.bold(step.revision.id.text()), step.message);
    for (const std::string& loss : step.losses)
        text += fmt::format("  {} {}\n", style.warning("loses"), loss);
    return text + plan_indexes(step) + plan_statements(step, graph);
}

bool builds_concurrently(const RunPlan& plan) {
    const auto builds = [](const PlannedIndex& index) {
        const IndexVerb verb = index.action.verb;
        return verb == IndexVerb::build || verb == IndexVerb::rebuild || verb == IndexVerb::replace ||
               verb == IndexVerb::restore;
    };
    return std::ranges::any_of(
        plan.steps, [&](const PlannedStep& step) { return std::ranges::any_of(step.indexes, builds); });
}

/// "builds: 2 tables at a time, each with 1 parallel worker and 64 MB"
std::string builds_text(const BuildResources& build) {
    const std::string workers = build.workers > 0
                                    ? count_of(static_cast<std::size_t>(build.workers), "parallel worker")
                                    : "no parallel worker";
    return fmt::format("builds: {} at a time, each with {} and {}\n",
                       count_of(static_cast<std::size_t>(build.jobs), "table"), workers,
                       bytes_text(build.memory_kb_of_build() * 1024));
}

std::string heads_text(const std::vector<RevisionId>& heads) {
    std::vector<std::string> names;
    for (const RevisionId& head : heads) names.push_back(head.text());
    return names.empty() ? "base" : list_of(names);
}

std::string nothing_text(const std::vector<RevisionId>& heads, const RevisionGraph& graph) {
    const bool at_head = !heads.empty() && heads == graph.heads();
    return fmt::format("nothing to do: at {}{}\n", at_head ? "head " : "", heads_text(heads));
}

std::string refusal(const PlannedIndex& index, const Style& style) {
    std::string text =
        fmt::format("{} {}: {}\n", style.bad("conflict:"), style.bold(index.spec.name), index.action.reason);
    text += render_table({"", ""}, {{"wanted", index.wanted}, {"found", index.found}}, "  ");
    for (const std::string& option : index.action.options) text += fmt::format("  either  {}\n", option);
    return text;
}

// The result.

Row outcome_row(const IndexOutcome& index) {
    return {std::string(verb_word(index.verb)), index.name, index.table, duration_text(index.duration),
            index.size_bytes > 0 ? bytes_text(index.size_bytes) : ""};
}

std::string outcome_text(const StepOutcome& step, std::string_view word, const Style& style) {
    std::string text = fmt::format("{} {}  {}  {}\n", word, style.bold(step.id.text()), step.message,
                                   style.dim(duration_text(step.duration)));
    Rows rows;
    for (const IndexOutcome& index : step.indexes) rows.push_back(outcome_row(index));
    return text + render_table({"", "", "", ">", ">"}, rows, "  ");
}

std::string word_of(const StepOutcome& step) {
    if (step.repair) return "repaired";
    return step.upwards ? "up" : "down";
}

}  // namespace

std::string render_steps_text(const PlanView& view, const Style& style) {
    std::string text;
    for (const PlannedStep& step : view.plan.steps) text += plan_step(step, view.graph, style) + "\n";
    return text;
}

std::string render_plan_text(const PlanView& view, const Style& style) {
    if (view.plan.steps.empty()) return nothing_text(view.heads, view.graph);
    return render_steps_text(view, style) + (builds_concurrently(view.plan) ? builds_text(view.build) : "") +
           fmt::format("{}; nothing was changed\n", count_of(view.plan.steps.size(), "step"));
}

std::string render_refused_text(const PlanView& view, const Style& style) {
    std::string text;
    for (const PlannedStep& step : view.plan.steps) {
        for (const PlannedIndex& index : step.indexes) {
            if (index.action.verb == IndexVerb::refuse) text += refusal(index, style) + "\n";
        }
    }
    return text + "refused: nothing was changed\n";
}

std::string render_result_text(const ResultView& view, const Style& style) {
    const RunResult& result = view.result;
    if (result.kind == RunResult::Kind::nothing) return nothing_text(result.heads, view.graph);
    std::string text;
    for (const StepOutcome& step : result.done) text += outcome_text(step, word_of(step), style);
    if (result.failed_step) text += outcome_text(*result.failed_step, style.bad("failed"), style);
    if (!result.not_started.empty()) text += fmt::format("not started: {}\n", heads_text(result.not_started));
    const bool failed = result.kind == RunResult::Kind::failed;
    return text + fmt::format("{}: {} in {}, now at {}\n", failed ? style.bad("failed") : style.good("done"),
                              count_of(result.done.size(), "step"), duration_text(result.duration),
                              heads_text(result.heads));
}

}  // namespace migrate
