#include "src/companion/preflight.hpp"

#include "checks/evaluate_checks.hpp"
#include "src/base/error.hpp"
#include "src/companion/preflight_verdict.hpp"
#include "src/companion/run_preflight.hpp"
#include "src/files/database_url.hpp"
#include "src/files/read_graph.hpp"

namespace migrate {

namespace {

ConnectOptions connect_options(const PreflightOptions& options, const Environment& environment) {
    ConnectOptions connect{.application_name = "migrate preflight", .timeout = options.timeout};
    DatabaseSources sources{.environment = &environment};
    if (!options.database_url.empty()) sources.url_option = options.database_url;
    if (const auto url = find_database_url(sources, false))
        connect.target = libpq_target(url->value, url->source);
    return connect;
}

PreflightFinding public_finding(const Finding& finding) {
    return {.check = finding.check,
            .severity = std::string(name_of(finding.severity)),
            .subject = finding.subject,
            .message = finding.message,
            .fix = finding.fix};
}

PreflightReport public_report(const Report& report, bool allow_ahead) {
    PreflightReport result{.verdict = report.verdict, .reason = report.reason, .server = report.server};
    for (const Finding& finding : report.findings) result.findings.push_back(public_finding(finding));
    const bool allowed = allow_ahead && report.verdict == "ahead";
    result.exit_code = allowed ? 0 : static_cast<int>(exit_code_of_verdict(report.verdict));
    return result;
}

}  // namespace

PreflightReport preflight(const PreflightOptions& options) {
    const Environment environment = Environment::read({}, false);
    PreflightRequest request{.connect = connect_options(options, environment),
                             .checks = select_checks(preflight_checks(), {.only = {}, .skip = options.skip}),
                             .timeout = options.timeout,
                             .wait = options.wait};
    request.facts.files = read_manifest_or_folder(options.manifest, options.revisions);
    return public_report(run_preflight(request, options.waiting).report, options.allow_ahead);
}

}  // namespace migrate
