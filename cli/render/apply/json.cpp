#include "cli/render/apply/json.hpp"

#include "cli/render/json.hpp"
#include "cli/render/json/error_json.hpp"
#include "cli/render/json/flush_json.hpp"
#include "cli/render/model/redacted_json.hpp"
#include "cli/render/report/json.hpp"
#include "cli/render/workload/json.hpp"
#include "src/base/version.hpp"

// The names are a contract: other programs read them.

namespace migrate {

namespace {

using Json = nlohmann::ordered_json;

Json step_of_apply(const ApplyStep& step) {
    Json json{{"step", step.name},
              {"state", name_of(step.end)},
              {"text", step.text},
              {"exit_code", static_cast<int>(step.code)},
              {"duration_ms", step.duration.count()}};
    if (step.error) json["error"] = error_json(*step.error);
    return json;
}

Json backup_json(const BackupResult& backup) {
    return {{"file", backup.file},
            {"size_bytes", backup.bytes},
            {"objects", backup.entries},
            {"content", backup.schema_only ? "schema" : "whole"}};
}

/// The very document that `up --format json` prints.
std::string up_document(const ApplyMigration& migration) {
    const PlanView plan{
        .plan = migration.plan, .graph = migration.graph, .heads = migration.heads, .build = migration.build};
    if (migration.result) return json_format.result({*migration.result, migration.graph}, Style());
    return migration.plan.refused() ? json_format.refused(plan, Style()) : json_format.plan(plan, Style());
}

/// With two measurements their comparison, else the one that there is, by its name.
Json workload_json(const ApplyReport& report) {
    if (report.before && report.after) return comparison_json(*report.before, *report.after);
    if (report.before) return {{"before", measurement_json(*report.before)}};
    return {{"after", measurement_json(*report.after)}};
}

void add_parts(Json& json, const ApplyReport& report) {
    const auto add = [&](const char* name, const std::string& document) {
        json[name] = Json::parse(document);
    };
    if (report.backup) json["backup"] = backup_json(*report.backup);
    if (report.migration) add("up", up_document(*report.migration));
    if (report.check) add("check", render_report_json(*report.check, Style()));
    if (report.flush) json["flush"] = flush_json(*report.flush);
    if (report.before || report.after) json["workload"] = workload_json(report);
}

}  // namespace

std::string render_apply_json(const ApplyReport& report) {
    Json steps = Json::array();
    for (const ApplyStep& step : report.steps) steps.push_back(step_of_apply(step));
    Json json{{"result", result_of(report)},  {"exit_code", static_cast<int>(exit_code_of(report))},
              {"finished", report.finished},  {"dry_run", report.dry_run},
              {"version", MIGRATE_VERSION},   {"server", report.server},
              {"started_at", report.made_at}, {"steps", steps}};
    redact_strings(json);
    add_parts(json, report);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace migrate
