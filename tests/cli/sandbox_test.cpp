#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

using namespace migrate::test;

TEST_CASE("sandbox run gives a command a server of its own, and its exit code back") {
    const MigrateTest test;
    CHECK(test.output_of({"sandbox", "run", "--", "sh", "-c",
                          "psql -XAtd \"$DATABASE_URL\" -c 'select 40 + 2'"}) == "42\n");
    CHECK(test.run({"sandbox", "run", "--", "sh", "-c", "exit 9"}).exit_code == 9);
    CHECK(test.run({"sandbox", "run", "--", "no-such-program"}).exit_code == 127);
}

TEST_CASE("--sandbox is a server for one command") {
    MigrateTest test;
    test.revision("a001").database("postgresql://nowhere.invalid/x");
    const ProcessResult result = test.run({"--sandbox", "up"});
    CAPTURE(result.errors);
    CHECK(result.exit_code == 0);
    CHECK(result.output.find("now at a001\n") != std::string::npos);
}

TEST_CASE("a sandbox that nobody started has no URL") {
    const MigrateTest test;
    CHECK(test.run({"sandbox", "url", "--name", "never-started"}).exit_code == 3);
    CHECK(test.run({"sandbox", "stop", "--name", "never-started"}).exit_code == 0);
}
