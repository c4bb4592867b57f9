#include "cli/render/json.hpp"

#include "cli/render/json/error_json.hpp"
#include "cli/render/json/flush_json.hpp"
#include "cli/render/model/index_statements.hpp"
#include "cli/render/model/redacted_json.hpp"

#include <algorithm>

// The names are a contract: other programs read them.

namespace migrate {

namespace {

using Json = nlohmann::ordered_json;

/// Without passwords in any of its texts. Bytes that are not UTF-8, as a server may send, become U+FFFD.
std::string document(Json json) {
    redact_strings(json);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json ids_json(const std::vector<RevisionId>& ids) {
    Json json = Json::array();
    for (const RevisionId& id : ids) json.push_back(id.text());
    return json;
}

std::string render_error(const Error& error) {
    const bool refused = error.code() == ExitCode::refused;
    return document({{"result", refused ? "refused" : "failed"}, {"error", error_json(error)}});
}

// The plan.

Json index_json(const PlannedIndex& index) {
    return {{"name", index.spec.name},
            {"table", index.spec.table},
            {"action", name_of(index.action.verb)},
            {"state", name_of(index.action.state)},
            {"reason", index.action.reason},
            {"options", index.action.options},
            {"wanted", index.wanted},
            {"found", or_null(index.found)},
            {"table_bytes", index.table_bytes},
            {"statements", statements_of(index)}};
}

Json step_json(const PlannedStep& step, const RevisionGraph& graph) {
    Json indexes = Json::array();
    for (const PlannedIndex& index : step.indexes) indexes.push_back(index_json(index));
    Json statements = Json::array();
    if (!step.repair && graph.contains(step.revision.id)) {
        const Revision& revision = graph.at(step.revision.id);
        for (const Statement& statement : step.revision.upwards ? revision.up : revision.down)
            statements.push_back(statement.text);
    }
    return {{"revision", step.revision.id.text()},
            {"message", step.message},
            {"direction", step.revision.upwards ? "up" : "down"},
            {"repair", step.repair},
            {"statements", statements},
            {"indexes", indexes},
            {"losses", step.losses}};
}

Json plan_json(const PlanView& view) {
    Json steps = Json::array();
    for (const PlannedStep& step : view.plan.steps) steps.push_back(step_json(step, view.graph));
    return steps;
}

Json build_json(const BuildResources& build) {
    return {{"jobs", build.jobs}, {"workers", build.workers}, {"memory_kb", build.memory_kb_of_build()}};
}

std::string render_plan(const PlanView& view, const Style& /*none*/) {
    return document({{"result", view.plan.steps.empty() ? "nothing" : "planned"},
                     {"plan", plan_json(view)},
                     {"build", build_json(view.build)},
                     {"heads", ids_json(view.heads)}});
}

std::string render_refused(const PlanView& view, const Style& /*none*/) {
    Json conflicts = Json::array();
    Json not_started = Json::array();
    for (const PlannedStep& step : view.plan.steps) {
        not_started.push_back(step.revision.id.text());
        for (const PlannedIndex& index : step.indexes) {
            if (index.action.verb == IndexVerb::refuse) conflicts.push_back(index_json(index));
        }
    }
    return document({{"result", "refused"},
                     {"done", Json::array()},
                     {"conflicts", conflicts},
                     {"not_started", not_started},
                     {"plan", plan_json(view)},
                     {"heads", ids_json(view.heads)}});
}

// The result.

Json outcome_json(const StepOutcome& step) {
    Json indexes = Json::array();
    for (const IndexOutcome& index : step.indexes)
        indexes.push_back({{"name", index.name},
                           {"table", index.table},
                           {"action", name_of(index.verb)},
                           {"duration_ms", index.duration.count()},
                           {"size_bytes", index.size_bytes}});
    return {{"revision", step.id.text()},
            {"message", step.message},
            {"direction", step.upwards ? "up" : "down"},
            {"repair", step.repair},
            {"duration_ms", step.duration.count()},
            {"indexes", indexes}};
}

std::string render_result(const ResultView& view, const Style& /*none*/) {
    const RunResult& result = view.result;
    Json done = Json::array();
    for (const StepOutcome& step : result.done) done.push_back(outcome_json(step));
    Json json{{"result", name_of(result.kind)}, {"done", done}};
    if (result.failed_step || result.error) {
        json["failed"] = result.failed_step ? outcome_json(*result.failed_step) : Json::object();
        if (result.error) json["failed"]["error"] = error_json(*result.error);
    }
    json["not_started"] = ids_json(result.not_started);
    json["heads"] = ids_json(result.heads);
    json["duration_ms"] = result.duration.count();
    return document(std::move(json));
}

// The status.

std::string render_status(const StatusReport& report, const Style& /*none*/) {
    Json revisions = Json::array();
    for (const RevisionStatus& revision : report.revisions)
        revisions.push_back(
            {{"id", revision.id.text()},
             {"message", revision.message},
             {"state", revision.state},
             {"applied_at", or_null(revision.applied_at)},
             {"applied_by", or_null(revision.applied_by)},
             {"duration_ms", revision.duration_ms ? Json(*revision.duration_ms) : Json(nullptr)}});
    Json indexes = Json::array();
    for (const IndexStatus& index : report.indexes)
        indexes.push_back({{"name", index.name},
                           {"table", index.table},
                           {"state", index.state},
                           {"definition", or_null(index.definition)},
                           {"wanted", index.wanted},
                           {"size_bytes", index.size_bytes},
                           {"scans", index.scans},
                           {"created_by_us", index.created_by_us},
                           {"revision", index.revision.text()}});
    return document({{"verdict", report.verdict},
                     {"reason", report.reason},
                     {"revisions", revisions},
                     {"pending", ids_json(report.pending)},
                     {"indexes", indexes},
                     {"remarks", report.remarks},
                     {"running", or_null(report.running)}});
}

std::string render_revisions(const std::vector<RevisionLine>& lines, RevisionDetail /*all of it*/) {
    Json json = Json::array();
    for (const RevisionLine& line : lines) {
        Json children = Json::array();
        for (const auto& child : line.children) children.push_back(child.id.text());
        json.push_back({{"id", line.id.text()},
                        {"message", line.message},
                        {"parents", ids_json(line.parents)},
                        {"depends_on", ids_json(line.depends_on)},
                        {"labels", line.labels},
                        {"children", children},
                        {"file", or_null(line.file)},
                        {"head", line.head},
                        {"current", line.current},
                        {"known", line.known}});
    }
    return document({{"revisions", json}});
}

std::string render_flush(const FlushResult& result, const Style& /*none*/) {
    return document(flush_json(result));
}

std::string render_remark(const Remark& remark) {
    Json json{{"result", "done"}};
    for (const auto& [name, value] : remark.fields) json[name] = value;
    return document(std::move(json));
}

}  // namespace

const OutputFormat json_format{.name = "json",
                               .plan = render_plan,
                               .refused = render_refused,
                               .result = render_result,
                               .status = render_status,
                               .revisions = render_revisions,
                               .flush = render_flush,
                               .remark = render_remark,
                               .error = render_error};

}  // namespace migrate
