#include "src/companion/preflight_verdict.hpp"

#include "checks/all_checks.hpp"
#include "src/base/words.hpp"
#include "src/revision/applied_revisions.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace migrate {

namespace {

/// Groups whose facts preflight has.
constexpr std::array<std::string_view, 11> groups{"history",  "server",   "setting", "pool",
                                                  "pooler",   "lifetime", "network", "timeout",
                                                  "telegram", "log",      "cache"};
constexpr std::array<std::string_view, 4> catalog_checks_of_preflight{
    "catalog.declared_missing", "catalog.declared_invalid", "catalog.declared_different",
    "catalog.unsafe_release"};
/// What keeps no bot from starting, or takes more than one look: for `migrate check`.
constexpr std::array<std::string_view, 7> left_to_check{
    "history.edited",   "history.disagrees",      "pool.no_reserve",      "pooler.stale_setting",
    "server.auto_conf", "server.pending_restart", "timeout.connect_hosts"};

bool is_of_preflight(const Check& check) {
    if (std::ranges::count(left_to_check, check.id) > 0) return false;
    return std::ranges::count(groups, check.group()) > 0 ||
           std::ranges::count(catalog_checks_of_preflight, check.id) > 0;
}

/// A verdict, and the checks whose errors mean it.
struct Meaning {
    std::string_view verdict;
    std::vector<std::string_view> checks;
};

const std::vector<Meaning>& meanings() {
    static const std::vector<Meaning> table{
        {"conflict", {"catalog.declared_different"}},
        {"interrupted", {"history.interrupted"}},
        {"invalid_index", {"catalog.declared_missing", "catalog.declared_invalid"}},
        {"behind", {"history.pending", "history.unversioned"}},
    };
    return table;
}

const Finding* first_error(const Report& report, const std::vector<std::string_view>& checks) {
    const auto found = std::ranges::find_if(report.findings, [&](const Finding& finding) {
        return finding.severity == Severity::error && std::ranges::count(checks, finding.check) > 0;
    });
    return found == report.findings.end() ? nullptr : &*found;
}

std::size_t errors_of(const Report& report, const std::vector<std::string_view>& checks) {
    return static_cast<std::size_t>(std::ranges::count_if(report.findings, [&](const Finding& finding) {
        return finding.severity == Severity::error && std::ranges::count(checks, finding.check) > 0;
    }));
}

/// The first message, and how many more.
std::string reason_of(const Report& report, const std::vector<std::string_view>& checks) {
    const std::size_t more = errors_of(report, checks) - 1;
    return first_error(report, checks)->message + (more == 0 ? "" : fmt::format("; and {} more", more));
}

bool judge_unknown(Report& report, const Facts& facts) {
    if (!facts.history || !facts.files) return false;
    const std::vector<RevisionId> unknown = unknown_heads(*facts.files, facts.history->history);
    if (unknown.empty()) return false;
    const RevisionSet applied = applied_revisions(*facts.files, facts.history->history);
    report.verdict = pending_revisions(*facts.files, applied).empty() ? "ahead" : "diverged";
    report.reason =
        fmt::format("the database is at {}, which this release does not know", unknown.front().text());
    return true;
}

}  // namespace

std::vector<Check> preflight_checks() {
    std::vector<Check> chosen;
    for (const Check& check : all_checks()) {
        if (is_of_preflight(check)) chosen.push_back(check);
    }
    return chosen;
}

void judge_preflight(Report& report, const Facts& facts) {
    std::erase_if(report.findings, [](const Finding& finding) { return finding.severity == Severity::info; });
    if (judge_unknown(report, facts)) return;
    for (const Meaning& meaning : meanings()) {
        if (first_error(report, meaning.checks) == nullptr) continue;
        report.verdict = meaning.verdict;
        report.reason = reason_of(report, meaning.checks);
        return;
    }
    report.verdict = worst_of(report) == Severity::error ? "findings" : "ready";
    if (report.verdict == "findings") report.reason = report.findings.front().message;
}

ExitCode exit_code_of_verdict(const std::string& verdict) {
    if (verdict == "ready") return ExitCode::done;
    if (verdict == "unreachable") return ExitCode::unreachable;
    return verdict == "ahead" || verdict == "diverged" ? ExitCode::unknown_revision : ExitCode::findings;
}

}  // namespace migrate
