// What `migrate apply` says before it does anything.

#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

using namespace migrate::test;

namespace {

bool says(const ProcessResult& result, const std::string& text) {
    return result.errors.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("apply takes the names of its steps only") {
    const ProcessResult result = MigrateTest().bot_revisions().run({"apply", "--skip", "mesure"});
    CHECK(result.exit_code == 2);
    CHECK(says(result, "measure"));
}

TEST_CASE("apply with revision files that are wrong does nothing at all") {
    MigrateTest program;
    const ProcessResult result =
        program.revision("a1").revision("b1").run({"apply", "--report", "report.json"});
    CHECK(result.exit_code == 2);
    CHECK(says(result, "multiple head revisions"));
    CHECK_FALSE(std::filesystem::exists(program.path() / "report.json"));
}

TEST_CASE("apply refuses a report that it could not write, before anything is done") {
    MigrateTest program;
    program.revision("a1");
    const ProcessResult nowhere = program.run({"apply", "--report", "missing/report.md"});
    CHECK(nowhere.exit_code == 2);
    CHECK(says(nowhere, "missing/report.md: no file can be written there"));
    const ProcessResult unknown = program.run({"apply", "--report", "report.html"});
    CHECK(unknown.exit_code == 2);
    CHECK(says(unknown, "Name a file that ends in .md or in .json."));
}

TEST_CASE("apply has no script, and no format that is for findings only") {
    MigrateTest program;
    program.revision("a1");
    CHECK(program.run({"apply", "--sql"}).exit_code == 2);
    const ProcessResult junit = program.run({"apply", "--format", "junit"});
    CHECK(junit.exit_code == 2);
    CHECK(says(junit, "Say --format text, json or markdown."));
}

TEST_CASE("apply --format markdown prints the report, and each step tells what it did") {
    MigrateTest program;
    const std::string report =
        program.revision("a1").output_of({"apply", "--sandbox", "--format", "markdown", "--skip", "check"});
    CHECK(report.find("# migrate apply: done\n") == 0);
    CHECK(report.find("| up | done | 1 revision applied, 0 indexes built |") != std::string::npos);
    CHECK(report.find("| measure before | nothing to do | there is no workload: no checks/workload.toml") !=
          std::string::npos);
}
