#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

using namespace migrate::test;

// What it says of each state of a database is in tests/server/preflight_test.cpp.

TEST_CASE("preflight refuses times that are none and checks that it does not know") {
    MigrateTest program;
    program.revision("a");
    const ProcessResult time = program.run({"preflight", "--wait", "soon"});
    CHECK(time.exit_code == 2);
    CHECK(time.errors.find("--wait soon is no time") != std::string::npos);
    CHECK(program.run({"preflight", "--skip", "history.pendign"}).exit_code == 2);
}

TEST_CASE("preflight of sound options says on stdout what keeps the bot from starting") {
    MigrateTest program;
    program.revision("a").database("postgresql://bot:geheim@127.0.0.1:1/bot");
    const ProcessResult result = program.run({"preflight", "--exit-0-1"});
    CHECK(result.exit_code == 1);
    CHECK(result.output.find("unreachable: ") != std::string::npos);
    CHECK(result.output.find("geheim") == std::string::npos);
    CHECK(program.run({"preflight", "--metrics", "bot.prom"}).exit_code == 3);
    CHECK(std::filesystem::exists(program.path() / "bot.prom"));
}
