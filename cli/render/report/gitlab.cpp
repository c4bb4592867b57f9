#include "cli/render/report/gitlab.hpp"

#include "cli/render/model/document_text.hpp"
#include "cli/render/model/file_address.hpp"
#include "cli/render/model/fingerprints.hpp"
#include "cli/render/model/report_words.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format

namespace migrate {

namespace {

using Json = nlohmann::ordered_json;

constexpr auto file_of_what_has_none = "migrate.toml";

std::string_view severity_name(Severity severity) {
    switch (severity) {
        case Severity::error:
            return "critical";
        case Severity::warning:
            return "major";
        case Severity::info:
            break;
    }
    return "info";
}

Json location_json(const FilePosition& place) {
    const std::string path = place.file.empty() ? file_of_what_has_none : tidy_path(place.file);
    return {{"path", path}, {"lines", {{"begin", std::max(place.line, 1)}}}};
}

Json issue_json(const Finding& finding, const std::string& fingerprint) {
    return {{"description", document_text(message_with_fix(finding))},
            {"check_name", document_line(finding.check)},
            {"fingerprint", fingerprint},
            {"severity", severity_name(finding.severity)},
            {"location", location_json(finding.position)}};
}

}  // namespace

std::string render_report_gitlab(const Report& report, const Style& /*style*/) {
    const std::vector<std::string> fingerprints = fingerprints_of(report);
    Json findings = Json::array();
    for (std::size_t i = 0; i < report.findings.size(); ++i)
        findings.push_back(issue_json(report.findings[i], fingerprints[i]));
    return findings.dump(2) + "\n";
}

}  // namespace migrate
