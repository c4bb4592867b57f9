#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

#include <nlohmann/json.hpp>

using namespace migrate::test;

namespace {

nlohmann::json status_of(const MigrateTest& test) {
    return nlohmann::json::parse(test.run({"status", "--format", "json"}).output);
}

}  // namespace

TEST_CASE("status says what is applied, by whom, and what to type next") {
    const TestDatabase database;
    MigrateTest test;
    test.revision("a001").revision("b001", "a001").database(database.url());
    REQUIRE(test.run({"up", "a001"}).exit_code == 0);
    const auto behind = status_of(test);
    CHECK(behind["verdict"] == "behind");
    CHECK(behind["pending"] == nlohmann::json{"b001"});
    CHECK(behind["revisions"][0]["state"] == "applied");
    CHECK(behind["revisions"][0]["applied_by"] == "postgres");
    CHECK(behind["revisions"][0]["duration_ms"].is_number());
    CHECK(behind["revisions"][1]["state"] == "pending");
    CHECK(test.output_of({"status"}).find("behind: 1 revision pending\nnext: migrate up\n") !=
          std::string::npos);
    REQUIRE(test.run({"up"}).exit_code == 0);
    CHECK(status_of(test)["verdict"] == "ready");
}

TEST_CASE("a database beyond the files is ahead, and one on another line has diverged") {
    const TestDatabase database;
    MigrateTest test;
    test.revision("a001").revision("b001", "a001").database(database.url());
    REQUIRE(test.run({"up"}).exit_code == 0);
    std::filesystem::remove(test.path() / "migrations/b001.sql");
    CHECK(test.run({"status"}).exit_code == 6);
    CHECK(status_of(test)["verdict"] == "ahead");
    test.revision("c001", "a001");
    CHECK(status_of(test)["verdict"] == "diverged");
}

TEST_CASE("status and up tell of the leftover of an interrupted REINDEX CONCURRENTLY, and leave it alone") {
    const TestDatabase database;
    database.psql(
        "CREATE TABLE t (a int); CREATE INDEX other ON t (a); CREATE INDEX other_ccnew ON t (a);"
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'other_ccnew'::regclass");
    MigrateTest program;
    program.database(database.url())
        .file(
            "migrations/one.toml",
            "revision = \"one\"\nmessage = \"one\"\n[[create_index]]\nname = \"ix\"\ntable = \"t\"\ncolumns = [\"a\"]\n");
    const std::string remark = "INVALID index other_ccnew on t: left by an interrupted REINDEX CONCURRENTLY";
    CHECK(program.output_of({"status"}).find(remark) != std::string::npos);
    CHECK(program.json({"status"})["remarks"].size() == 1);
    CHECK(program.run({"up", "--on-equivalent", "build"}).errors.find(remark) != std::string::npos);
    CHECK(database.psql("SELECT count(*) FROM pg_class WHERE relname = 'other_ccnew'") == "1");
    database.psql("DROP INDEX other_ccnew");
    CHECK(program.json({"status"})["remarks"].empty());
}

TEST_CASE(
    "a run that was killed before it changed anything is closed by the next up, which has nothing to do") {
    const TestDatabase database;
    MigrateTest program;
    program.revision("a001").database(database.url());
    CHECK(program.run({"up"}).exit_code == 0);
    database.psql(
        "INSERT INTO migrate.journal (run_id, revision, action, state) VALUES ('killed', 'a001', 'down', 'started')");
    CHECK(program.json({"status"})["verdict"] == "interrupted");
    CHECK(program.json({"up"})["result"] == "nothing");
    CHECK(database.psql("SELECT state FROM migrate.journal WHERE run_id = 'killed'") == "interrupted");
    CHECK(program.json({"status"})["verdict"] == "ready");
}
