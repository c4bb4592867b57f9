#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

using namespace migrate::test;

// What it does to daemons is in tests/server/flush.

namespace {

struct FlushProgram : MigrateTest {
    FlushProgram() {
        variable("REDIS_URL", "");
        file("migrate.toml", "[[cache]]\nname = 'menu'\n[[cache]]\nname = 'persona'\n");
    }
};

void check_usage(const ProcessResult& result, const std::string& message, const std::string& hint) {
    INFO(result.output << result.errors);
    CHECK(result.exit_code == 2);
    CHECK(result.errors.find(message) != std::string::npos);
    CHECK(result.errors.find(hint) != std::string::npos);
}

}  // namespace

TEST_CASE("flush wants to know which caches are meant, and says which there are") {
    const FlushProgram program;
    check_usage(program.run({"flush"}), "does not know which caches are meant",
                "there are menu, persona and bytecode");
    check_usage(program.run({"flush", "menus"}), "there is no cache menus",
                "Did you mean menu? There are menu, persona and bytecode");
    check_usage(program.run({"flush", "menu", "--all"}), "both names and --all", "Leave one of them out");
}

TEST_CASE("flush takes a key for one cache only") {
    const FlushProgram program;
    check_usage(program.run({"flush", "--all", "--key", "42"}), "--key is for one cache",
                "flush CACHE --key KEY");
    check_usage(program.run({"flush", "menu", "persona", "--key", "42"}), "--key is for one cache", "");
    check_usage(program.run({"flush", "bytecode", "--key", "42"}), "--key is for one cache", "");
    check_usage(program.run({"flush", "menu", "--wait", "soon"}), "--wait soon is no time", "");
}

TEST_CASE("flush says what it left out where nothing is configured, which is no failure") {
    const FlushProgram program;
    const ProcessResult result = program.run({"flush", "menu"});
    INFO(result.output << result.errors);
    CHECK(result.exit_code == 0);
    CHECK(result.output.find("not done: the daemons' memory: no database is named") != std::string::npos);
    CHECK(result.output.find("there was nothing to flush") != std::string::npos);
}

TEST_CASE("flush says without its password which database cannot be reached") {
    FlushProgram program;
    program.database("postgresql://bot:geheim@127.0.0.1:1/bot");
    const ProcessResult result = program.run({"flush", "--all"});
    INFO(result.output << result.errors);
    CHECK(result.exit_code == 3);
    CHECK(result.output.find("cannot connect to the server") != std::string::npos);
    CHECK((result.output + result.errors).find("geheim") == std::string::npos);
    const auto json = program.json({"flush", "--all"});
    CHECK(json["result"] == "failed");
    CHECK(json["failures"][0]["code"] == "unreachable");
}

TEST_CASE("the caches of the settings policy are there, and migrate.toml has the last word") {
    MigrateTest program;
    program.bot_settings().file("migrate.toml", "[[cache]]\nname = 'extra'\n");
    check_usage(program.run({"flush"}), "", "there are profile, persona, menu, context, extra and bytecode");
}
