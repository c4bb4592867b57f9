#include "cli/render/report/sarif.hpp"

#include "cli/render/model/document_text.hpp"
#include "cli/render/model/file_address.hpp"
#include "cli/render/model/fingerprints.hpp"
#include "cli/render/model/report_words.hpp"
#include "src/base/version.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html

namespace migrate {

namespace {

using Json = nlohmann::ordered_json;

constexpr auto schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

std::string_view level_of(Severity severity) {
    return severity == Severity::info ? "note" : name_of(severity);
}

Json text_json(std::string_view text) {
    return {{"text", document_text(text)}};
}

std::string help_of(const CheckText& check) {
    return check.why.empty() ? check.fix : fmt::format("{}\n\n{}", check.why, check.fix);
}

Json rule_json(const CheckText& check) {
    Json rule{{"id", document_line(check.id)}, {"shortDescription", text_json(check.summary)}};
    if (!check.why.empty()) rule["fullDescription"] = text_json(check.why);
    rule["help"] = text_json(help_of(check));
    rule["defaultConfiguration"] = {{"level", level_of(check.severity)}};
    rule["properties"] = {{"tags", Json::array({document_line(group_of(check.id))})}};
    return rule;
}

/// Lines and columns count from 1 in both; SARIF wants no column without a line.
Json region_json(const FilePosition& place) {
    Json region{{"startLine", place.line}};
    if (place.column > 0) region["startColumn"] = place.column;
    return region;
}

Json physical_location(const FilePosition& place) {
    const std::string uri = uri_of(place.file);
    Json physical{{"artifactLocation", {{"uri", uri}}}};
    if (!uri.starts_with("file:")) physical["artifactLocation"]["uriBaseId"] = "%SRCROOT%";
    if (place.line > 0) physical["region"] = region_json(place);
    return {{"physicalLocation", std::move(physical)}};
}

Json location_json(const Finding& finding) {
    if (!finding.position.file.empty()) return physical_location(finding.position);
    return {{"logicalLocations",
             Json::array({{{"fullyQualifiedName", document_line(finding.subject)}, {"kind", "resource"}}})}};
}

Json result_json(const Finding& finding, std::size_t rule_index, const std::string& fingerprint) {
    return {{"ruleId", document_line(finding.check)},
            {"ruleIndex", rule_index},
            {"level", level_of(finding.severity)},
            {"message", text_json(message_with_fix(finding))},
            {"locations", Json::array({location_json(finding)})},
            {"partialFingerprints", {{"migrateFinding/v1", fingerprint}}}};
}

std::size_t index_of(const std::vector<CheckText>& rules, std::string_view id) {
    return static_cast<std::size_t>(std::ranges::find(rules, id, &CheckText::id) - rules.begin());
}

Json results_json(const Report& report, const std::vector<CheckText>& rules) {
    const std::vector<std::string> fingerprints = fingerprints_of(report);
    Json results = Json::array();
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        const Finding& finding = report.findings[i];
        results.push_back(result_json(finding, index_of(rules, finding.check), fingerprints[i]));
    }
    return results;
}

/// What was not checked is said as the tool's own notifications: it is neither a finding nor its absence.
Json invocation_json(const Report& report) {
    Json notifications = Json::array();
    for (const SkippedCheck& skipped : report.skipped)
        notifications.push_back(
            {{"level", "note"},
             {"message", text_json(fmt::format("{} was not checked: {}", skipped.check, skipped.reason))},
             {"descriptor", {{"id", document_line(skipped.check)}}}});
    return {{"executionSuccessful", report.verdict != "unreachable"},
            {"toolExecutionNotifications", std::move(notifications)}};
}

Json setting_property(const SettingLine& line) {
    return {{"name", document_line(line.name)},
            {"current", document_line(line.current)},
            {"recommended", document_line(line.recommended)},
            {"source", document_line(line.source)},
            {"verdict", document_line(line.verdict)}};
}

Json properties_json(const Report& report) {
    Json properties{{"verdict", document_line(report.verdict)},
                    {"reason", document_line(report.reason)},
                    {"server", document_line(report.server)},
                    {"settings", Json::array()}};
    for (const SettingLine& line : report.settings) properties["settings"].push_back(setting_property(line));
    return properties;
}

}  // namespace

std::string render_report_sarif(const Report& report, const Style& /*style*/) {
    const std::vector<CheckText> checks = reported_checks(report);
    Json rules = Json::array();
    for (const CheckText& check : checks) rules.push_back(rule_json(check));
    const Json driver{{"name", "migrate"}, {"version", version_text}, {"rules", std::move(rules)}};
    const Json run{{"tool", {{"driver", driver}}},
                   {"automationDetails", {{"id", fmt::format("migrate/{}/", report.command)}}},
                   {"invocations", Json::array({invocation_json(report)})},
                   {"results", results_json(report, checks)},
                   {"properties", properties_json(report)}};
    return Json{{"$schema", schema}, {"version", "2.1.0"}, {"runs", Json::array({run})}}.dump(2) + "\n";
}

}  // namespace migrate
