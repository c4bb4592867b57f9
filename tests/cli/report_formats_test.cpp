// Reports as other programs read them: valid by those programs' own schemas, and the same findings in each
// format.

#include "tests/support/migrate_test.hpp"
#include "tests/support/read_document.hpp"
#include "tests/support/test_server.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace migrate::test;

namespace {

constexpr auto formats = {"text", "json", "junit", "github", "gitlab", "sarif", "markdown"};

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    INFO(path.string());
    REQUIRE(file);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// An error of the files, a pending revision, and a warning of history.
struct Situation {
    TestDatabase database;
    MigrateTest program;

    Situation() {
        program.revision("a").revision("b", "a").database(database.url());
        REQUIRE(program.run({"up"}).exit_code == 0);
        database.psql("UPDATE alembic_version SET version_num = 'a'");
        program.revision("c");
    }
};

/// The annotations alone, as the runner takes them from the log.
std::string annotations_in(const std::string& output) {
    std::string lines;
    std::istringstream stream(output);
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with("::error ") || line.starts_with("::warning ")) lines += line + "\n";
    }
    return lines;
}

}  // namespace

TEST_CASE("every golden file is valid by its format's own rules") {
    const std::filesystem::path folder = MIGRATE_SOURCE_DIRECTORY "/tests/golden/reports";
    for (const std::string report : {"plain", "nasty", "silent", "empty"}) {
        for (const std::string format : {"json", "junit", "github", "gitlab", "sarif", "markdown"}) {
            INFO(report << "." << format);
            const auto findings = read_document(format, read(folder / (report + "." + format)));
            const bool is_silent = report == "silent" || report == "empty";
            CHECK(findings.empty() == is_silent);
        }
    }
}

TEST_CASE("the same findings are in every format") {
    const Situation found;
    const auto expected = read_document("json", found.program.run({"check", "--format", "json"}).output);
    REQUIRE(expected.size() >= 3);
    CHECK(expected.dump().find("\"warning\"") != std::string::npos);
    for (const std::string format : formats) {
        INFO(format);
        const ProcessResult result = found.program.run({"check", "--format", format});
        CHECK(result.exit_code == 1);
        CHECK(read_document(format, result.output) == expected);
    }
}

TEST_CASE("an unreachable server is a finding in every format, without the password") {
    MigrateTest program;
    program.revision("a").database("postgresql://nobody:geheim@127.0.0.1:1/none");
    for (const std::string format : formats) {
        INFO(format);
        const ProcessResult result = program.run({"check", "--format", format});
        CHECK(result.exit_code == 3);
        CHECK(result.output.find("geheim") == std::string::npos);
        const auto findings = read_document(format, result.output);
        REQUIRE(findings.size() == 1);
        CHECK(findings[0][0] == "server.unreachable");
    }
}

TEST_CASE("in GitHub Actions check annotates by itself, and adds its report to the summary of the step") {
    MigrateTest program;
    program.revision("a").revision("b").file("summary.md", "before\n");
    program.variable("GITHUB_ACTIONS", "true").variable("GITHUB_STEP_SUMMARY", "summary.md");
    const ProcessResult result = program.run({"check"});
    CHECK(result.exit_code == 1);
    CHECK(annotations_in(result.output)
              .starts_with("::error file=migrations/b.sql,line=2,title=files.two_heads::"));
    const std::string summary = read(program.path() / "summary.md");
    CHECK(summary.starts_with("before\n### migrate check: findings ("));
    CHECK(read_document("markdown", summary).size() == 1);

    CHECK(program.run({"check", "--format", "text"}).output.find("::error") == std::string::npos);
    CHECK(read(program.path() / "summary.md") == summary);
    CHECK(program.output_of({"history"}).find("::") == std::string::npos);
}

TEST_CASE("outside of GitHub Actions nothing is annotated, whatever else is set") {
    MigrateTest program;
    program.revision("a").variable("GITHUB_STEP_SUMMARY", "summary.md").file(".env", "GITHUB_ACTIONS=true\n");
    CHECK(program.output_of({"check"}).find("::") == std::string::npos);
    CHECK_FALSE(std::filesystem::exists(program.path() / "summary.md"));
}

TEST_CASE("a summary that cannot be written is told, and the result stays") {
    MigrateTest program;
    program.revision("a")
        .variable("GITHUB_ACTIONS", "true")
        .variable("GITHUB_STEP_SUMMARY", "nowhere/summary.md");
    const ProcessResult result = program.run({"check", "files"});
    CHECK(result.exit_code == 0);
    CHECK(result.output.find("ready (") != std::string::npos);
    CHECK(result.errors.find("nowhere/summary.md: No such file or directory") != std::string::npos);
}

TEST_CASE("formats that only reports have are refused elsewhere, and listed in the help") {
    MigrateTest program;
    program.revision("a");
    const std::string help = program.output_of({"--help"});
    for (const std::string format : {"junit", "github", "gitlab", "sarif", "markdown"}) {
        const ProcessResult result = program.run({"heads", "--format", format});
        CHECK(result.exit_code == 2);
        CHECK(result.errors.find("the format " + format + " is for check and preflight") !=
              std::string::npos);
        CHECK(help.find(format) != std::string::npos);
    }
}

/// Blocks of the page that show a report, with the golden file that they are taken from.
TEST_CASE("the examples in docs/report_formats.md are what the program writes") {
    std::istringstream page(read(MIGRATE_SOURCE_DIRECTORY "/docs/report_formats.md"));
    std::size_t examples = 0;
    std::string golden;
    std::string block;
    for (std::string line; std::getline(page, line);) {
        constexpr std::string_view mark = "<!-- from ";
        if (line.starts_with(mark)) {
            golden = line.substr(mark.size(), line.find(" -->") - mark.size());
            block.clear();
        } else if (line.starts_with("```") && !golden.empty() && !block.empty()) {
            INFO(golden << "\n" << block);
            CHECK(read(MIGRATE_SOURCE_DIRECTORY "/tests/golden/" + golden).find(block) != std::string::npos);
            golden.clear();
            ++examples;
        } else if (!golden.empty() && !line.starts_with("```")) {
            block += line + "\n";
        }
    }
    CHECK(examples >= 7);
}
