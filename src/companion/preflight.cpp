#include "src/companion/preflight.hpp"

#include "checks/evaluate_checks.hpp"
#include "src/base/error.hpp"
#include "src/companion/preflight_verdict.hpp"
#include "src/companion/read_setting_facts.hpp"
#include "src/companion/run_preflight.hpp"
#include "src/files/database_url.hpp"
#include "src/files/read_graph.hpp"

namespace migrate {

namespace {

Config read_config(const std::string& file) {
    return read_config_file(file.empty() ? "migrate.toml" : file, !file.empty());
}

std::optional<std::string> find_target(const PreflightOptions& options, const Config& config,
                                       const Environment& environment) {
    DatabaseSources sources{.url_config = config.database_url, .environment = &environment};
    if (!options.database_url.empty()) sources.url_option = options.database_url;
    const auto url = find_database_url(sources, false);
    return url ? std::optional(libpq_target(url->value, url->source)) : std::nullopt;
}

/// Names are resolved by the try itself, which has a deadline.
void add_settings(const Config& config, const Environment& environment,
                  const std::optional<std::string>& target, Facts& facts) {
    facts.settings = read_setting_facts(
        {.config = config, .environment = environment, .target = target, .resolve_names = false});
    if (!facts.settings) facts.absence_of(Need::settings) = no_policy;
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
    const Config config = read_config(options.config);
    const Environment environment = Environment::read({}, false);
    const std::optional<std::string> target = find_target(options, config, environment);
    PreflightRequest request{.connect = {.target = target.value_or(""),
                                         .application_name = "migrate preflight",
                                         .timeout = options.timeout},
                             .checks = select_checks(preflight_checks(), {.only = {}, .skip = options.skip}),
                             .timeout = options.timeout,
                             .wait = options.wait};
    request.facts.files = read_manifest_or_folder(options.manifest, options.revisions);
    add_settings(config, environment, target, request.facts);
    return public_report(run_preflight(request, options.waiting).report, options.allow_ahead);
}

}  // namespace migrate
