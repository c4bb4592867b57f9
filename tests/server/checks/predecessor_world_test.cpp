// The world that the bot was in: a migration without parents, an index forgotten, settings that nobody set,
// more updates than connections, two replicas. Everything is named; after the fixes there is nothing left to
// say.

#include "tests/server/checks/found.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/test_role.hpp"
#include "tests/support/test_server.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

using namespace migrate::test;

namespace {

std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

/// Writes what a folder's file says with one thing replaced, and returns what it said.
std::string replace_in(const MigrateTest& program, const std::string& name, const std::string& what,
                       const std::string& with) {
    const std::string text = text_of(program.path() / name);
    std::string changed = text;
    changed.replace(changed.find(what), what.size(), with);
    std::ofstream(program.path() / name) << changed;
    return text;
}

std::set<std::string> checks_that_speak(const ProcessResult& result) {
    std::set<std::string> checks;
    const auto report = nlohmann::json::parse(result.output);
    for (const auto& finding : report["findings"]) checks.insert(finding["check"]);
    return checks;
}

void check_speaks(const std::set<std::string>& spoken, const std::vector<std::string>& wanted) {
    for (const std::string& check : wanted) {
        INFO(check);
        CHECK(spoken.contains(check));
    }
}

}  // namespace

TEST_CASE("the predecessor's world is named whole, keeps the bot from starting, and is silent once mended") {
    const TestRole role("bot");
    const TestDatabase database;
    database.psql("GRANT CREATE ON SCHEMA public TO " + role.quoted() + "; GRANT CREATE ON DATABASE " +
                  database.name() + " TO " + role.quoted());
    MigrateTest program;
    program.bot_revisions().database(role.url(database)).file("migrate.toml", "[deploy]\nreplicas = 2\n");
    program.bot_settings(
        {{"DB_CONNECT_TIMEOUT", ""}, {"DB_POOL_RECYCLE", ""}, {"MAX_CONCURRENT_UPDATES", "90"}});
    REQUIRE(program.run({"up"}).exit_code == 0);
    database.psql("DROP INDEX ix_bot_instances_owner_id");
    const std::string sound = replace_in(program, "migrations/performance_indexes_001.toml",
                                         "parents  = [\"20250910_133600\"]", "parents  = []");

    const ProcessResult check = program.run({"check", "--format", "json"});
    INFO(check.output);
    CHECK(check.exit_code == 1);
    check_speaks(checks_that_speak(check), {"files.two_heads", "catalog.declared_missing", "setting.unset",
                                            "pool.concurrency", "pool.fits_server"});
    const ProcessResult preflight = program.run({"preflight", "--format", "json"});
    CHECK(preflight.exit_code == 1);
    CHECK(nlohmann::json::parse(preflight.output)["verdict"] == "invalid_index");

    program.file("migrations/performance_indexes_001.toml", sound);
    program.bot_settings({{"DB_POOL_SIZE", "15"},
                          {"DB_MAX_OVERFLOW", "5"},
                          {"MAX_CONCURRENT_UPDATES", "20"},
                          {"DB_POOL_RECYCLE", "300"}});
    REQUIRE(program.run({"up"}).exit_code == 0);
    const ProcessResult mended = program.run({"check", "--format", "json", "--fail-on", "warning"});
    INFO(mended.output);
    CHECK(mended.exit_code == 0);
    const ProcessResult ready = program.run({"preflight", "--format", "json"});
    INFO(ready.output);
    CHECK(ready.exit_code == 0);
    CHECK(checks_that_speak(ready).empty());
}
