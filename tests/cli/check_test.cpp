#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

using namespace migrate::test;

namespace {

/// Two heads.
MigrateTest& with_findings(MigrateTest& program) {
    return program.revision("a").revision("b");
}

}  // namespace

TEST_CASE("check ends with 1 from --fail-on on, and shows the finding all the same") {
    MigrateTest program;
    with_findings(program);
    const ProcessResult failing = program.run({"check"});
    CHECK(failing.exit_code == 1);
    CHECK(failing.output.find("[files.two_heads]") != std::string::npos);
    CHECK(program.run({"check", "--skip", "files.two_heads"}).exit_code == 0);
    CHECK(program.run({"check", "--allow", "files"}).exit_code == 0);
    CHECK(program.run({"check", "files.cycle"}).exit_code == 0);
}

TEST_CASE("check does not know a check that is none, and says which was meant") {
    MigrateTest program;
    with_findings(program);
    const ProcessResult result = program.run({"check", "--only", "files.two_head"});
    CHECK(result.exit_code == 2);
    CHECK(result.errors.find("Did you mean files.two_heads?") != std::string::npos);
}

TEST_CASE("check reads files of SQL that are no revisions, and looks at nothing else") {
    MigrateTest program;
    with_findings(program).file("one.sql", "SELECT 1;\n\nALTER TABLE a\n  ALTER x SET NOT NULL;\n");
    program.file("two.sql",
                 "-- migrate: allow statement.drop_table because nobody reads it\nDROP TABLE b;\n");
    const ProcessResult result = program.run({"check", "--sql-file", "one.sql", "two.sql"});
    INFO(result.output << result.errors);
    CHECK(result.exit_code == 1);
    CHECK(result.output.find("one.sql:4:3: SET NOT NULL on x reads all of a") != std::string::npos);
    CHECK(result.output.find("two.sql") == std::string::npos);
    CHECK(result.output.find("two_heads") == std::string::npos);
    CHECK(program.run({"check", "--sql-file", "two.sql"}).exit_code == 0);
}

TEST_CASE("check does not pass a file of SQL that none of the named checks looks at") {
    MigrateTest program;
    program.file("one.sql", "SELECT 1;\n");
    CHECK(program.run({"check", "files", "--sql-file", "one.sql"}).exit_code == 2);
    CHECK(program.run({"check", "style", "--sql-file", "one.sql"}).exit_code == 0);
}

TEST_CASE("check says which file of SQL it cannot read") {
    const ProcessResult result = MigrateTest().run({"check", "--sql-file", "none.sql"});
    CHECK(result.exit_code == 2);
    CHECK(result.errors.find("none.sql cannot be read: No such file or directory") != std::string::npos);
}

TEST_CASE("check runs what takes seconds only when asked, and says how to ask") {
    MigrateTest program;
    program.revision("a");
    const std::string plain = program.run({"check"}).output;
    CHECK(
        plain.find(
            "not checked: round_trip.not_undone: it starts a private PostgreSQL, which takes seconds: --deep") !=
        std::string::npos);
    CHECK(program.run({"check", "--deep", "--jobs", "2"}).output.find("not checked: round_trip") ==
          std::string::npos);
    CHECK(program.run({"check", "--jobs", "0"}).exit_code == 2);
}
