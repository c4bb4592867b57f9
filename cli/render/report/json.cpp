#include "cli/render/report/json.hpp"

#include "cli/render/model/redacted_json.hpp"

// The names are a contract: other programs read them.

namespace migrate {

namespace {

using Json = nlohmann::ordered_json;

Json finding_json(const Finding& finding) {
    Json json{{"check", finding.check},
              {"severity", name_of(finding.severity)},
              {"subject", finding.subject},
              {"message", finding.message},
              {"fix", finding.fix}};
    if (!finding.position.file.empty()) json["file"] = finding.position.file;
    if (finding.position.line > 0) json["line"] = finding.position.line;
    if (finding.position.column > 0) json["column"] = finding.position.column;
    return json;
}

Json setting_json(const SettingLine& line) {
    return {{"name", line.name},
            {"current", line.current.empty() ? Json(nullptr) : Json(line.current)},
            {"recommended", line.recommended.empty() ? Json(nullptr) : Json(line.recommended)},
            {"source", line.source},
            {"verdict", line.verdict}};
}

template <typename Items, typename ToJson>
Json array_of(const Items& items, ToJson to_json) {
    Json json = Json::array();
    for (const auto& item : items) json.push_back(to_json(item));
    return json;
}

}  // namespace

std::string render_report_json(const Report& report, const Style& /*style*/) {
    Json json{{"verdict", report.verdict}, {"reason", report.reason}, {"server", report.server}};
    json["findings"] = array_of(report.findings, finding_json);
    json["skipped"] = array_of(report.skipped, [](const SkippedCheck& skipped) {
        return Json{{"check", skipped.check}, {"reason", skipped.reason}};
    });
    json["checked"] = array_of(report.checked, [](const CheckText& check) { return Json(check.id); });
    json["settings"] = array_of(report.settings, setting_json);
    redact_strings(json);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace migrate
