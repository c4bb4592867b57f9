// Every format of reports, compared with the golden files in tests/golden: the whole documents stand there.
// Rewrite them with MIGRATE_WRITE_GOLDEN=1, and read the difference.

#include "cli/render/report_formats.hpp"

#include "cli/render/model/fingerprints.hpp"
#include "src/base/version.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/example_reports.hpp"
#include "tests/support/golden.hpp"

#include <set>

#include <fmt/format.h>

using namespace migrate;
using namespace migrate::testing;

namespace {

std::string rendered(const ReportFormat& format, const Report& report) {
    return without_version(format.render(report, {}));
}

}  // namespace

TEST_CASE("a usual report is written in every format as its golden file says", "[golden]") {
    for (const ReportFormat& format : report_formats())
        check_golden(fmt::format("reports/plain.{}", format.name), rendered(format, plain_report()));
}

TEST_CASE("no sign breaks out of a report, in whatever format", "[golden]") {
    for (const ReportFormat& format : report_formats())
        check_golden(fmt::format("reports/nasty.{}", format.name), rendered(format, nasty_report()));
}

TEST_CASE("a report of a check that found nothing, and of none at all, is a whole document", "[golden]") {
    const Report silent{
        .command = "check", .verdict = "ready", .checked = {check_text("files.two_heads", Severity::error)}};
    for (const ReportFormat& format : report_formats()) {
        check_golden(fmt::format("reports/silent.{}", format.name), rendered(format, silent));
        check_golden(fmt::format("reports/empty.{}", format.name),
                     rendered(format, {.command = "check", .verdict = "ready"}));
    }
}

TEST_CASE("no format shows a password, a control character, or bytes that are no text") {
    for (const ReportFormat& format : report_formats()) {
        INFO(format.name);
        const std::string text = format.render(nasty_report(), {});
        for (const char* forbidden : {"hunter2", "\x1b", "\x01", "\xff", "\r"})
            CHECK(text.find(forbidden) == std::string::npos);
        CHECK(text.ends_with('\n'));
    }
}

TEST_CASE("a finding keeps its fingerprint when its line and its numbers change; no two share one") {
    Report report = nasty_report();
    const std::vector<std::string> before = fingerprints_of(report);
    CHECK(std::set<std::string>(before.begin(), before.end()).size() == report.findings.size());
    for (Finding& finding : report.findings) {
        finding.position.line += 7;
        finding.message += " 42";
    }
    CHECK(fingerprints_of(report) == before);
    report.findings.front().subject += "b";
    CHECK(fingerprints_of(report).front() != before.front());
}

TEST_CASE("the annotations of GitHub are errors first, ten of a kind, and the rest is told") {
    const std::string text = find_report_format("github")->render(nasty_report(), {});
    std::size_t count = 0;
    for (std::size_t at = text.find("::error "); at != std::string::npos; at = text.find("::error ", at + 1))
        ++count;
    CHECK(count == 10);
    CHECK(text.find("::group::3 errors more without an annotation") != std::string::npos);
    CHECK(text.find("::error ") < text.find("::warning "));
    CHECK(text.find("::warning ") < text.find("::notice "));
    CHECK(text.find("\nerror: ./migrations/50% a,b:c.sql:12: line 12 ") != std::string::npos);
}
