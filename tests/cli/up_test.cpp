#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

#include <nlohmann/json.hpp>

using namespace migrate::test;

namespace {

constexpr auto version = "SELECT string_agg(version_num, ',' ORDER BY version_num) FROM alembic_version";

}  // namespace

TEST_CASE("up applies what is pending, and has nothing to do the second time") {
    const TestDatabase database;
    MigrateTest test;
    test.revision("a001").revision("b001", "a001").database(database.url());
    const std::string first = test.output_of({"up"});
    CHECK(first.find("up a001  table a001") == 0);
    CHECK(first.find("now at b001\n") != std::string::npos);
    CHECK(database.psql(version) == "b001");
    CHECK(test.output_of({"up"}) == "nothing to do: at head b001\n");
    const auto json = nlohmann::json::parse(test.output_of({"up", "--format", "json"}));
    CHECK(json["result"] == "nothing");
    CHECK(json["done"].empty());
}

TEST_CASE("--dry-run shows what would be done and does none of it") {
    const TestDatabase database;
    MigrateTest test;
    test.revision("a001").database(database.url());
    const std::string plan = test.output_of({"up", "--dry-run"});
    CHECK(plan.find("up a001  table a001\n    CREATE TABLE t_a001 (id int);\n") == 0);
    CHECK(
        database.psql(
            "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')") ==
        "0");
}

TEST_CASE("two heads are refused before the server is asked, and both are named") {
    MigrateTest test;
    test.revision("a001").revision("b001").database("postgresql://nowhere.invalid/x");
    const ProcessResult result = test.run({"up"});
    CAPTURE(result.errors);
    CHECK(result.exit_code == 2);
    for (const char* word : {"a001", "b001", "migrations/a001.sql", "migrations/b001.sql", "--onto a001"})
        CHECK(result.errors.find(word) != std::string::npos);
}

TEST_CASE("a failing statement is exit 4, with its place, and earlier revisions stay") {
    const TestDatabase database;
    MigrateTest test;
    test.revision("a001").database(database.url());
    test.file(
        "migrations/b001.sql",
        "-- revision: b001\n-- parents: a001\n-- message: broken\n-- migrate: up\nCREATE TABLE t (id int);\n"
        "ALTER TABLE nowhere ADD x int;\n-- migrate: down\nDROP TABLE t;\n");
    test.revision("c001", "b001");
    const ProcessResult result = test.run({"up", "--format", "json"});
    CAPTURE(result.output, result.errors);
    CHECK(result.exit_code == 4);
    CHECK(result.errors.find("error: migrations/b001.sql:6") != std::string::npos);
    CHECK(result.errors.find("[42P01]") != std::string::npos);
    const auto json = nlohmann::json::parse(result.output);
    CHECK(json["result"] == "failed");
    CHECK(json["done"].size() == 1);
    CHECK(json["failed"]["revision"] == "b001");
    CHECK(json["failed"]["error"]["line"] == 6);
    CHECK(json["not_started"] == nlohmann::json{"c001"});
    CHECK(database.psql(version) == "a001");
    CHECK(database.psql("SELECT to_regclass('t') IS NULL") == "t");
}

TEST_CASE("a revision that the files do not know is exit 6, and named") {
    const TestDatabase database;
    MigrateTest test;
    test.revision("a001").revision("b001", "a001").database(database.url());
    REQUIRE(test.run({"up"}).exit_code == 0);
    std::filesystem::remove(test.path() / "migrations/b001.sql");
    const ProcessResult result = test.run({"up"});
    CAPTURE(result.errors);
    CHECK(result.exit_code == 6);
    for (const char* word : {"at b001", "migrations/a001.sql", "its way back is stored"})
        CHECK(result.errors.find(word) != std::string::npos);
    CHECK(test.run({"status"}).exit_code == 6);
}

TEST_CASE("a script does the same, and only where the database is at its start") {
    const TestDatabase database;
    MigrateTest test;
    test.revision("a001").revision("b001", "a001");
    test.file("up.sql", test.output_of({"up", "a001", "--sql"}));
    const auto apply = [&] {
        return run({"psql", "-XqAtd", database.url(), "-f", (test.path() / "up.sql").string()}).exit_code;
    };
    CHECK(apply() == 0);
    CHECK(database.psql(version) == "a001");
    CHECK(database.psql("SELECT to_regclass('t_a001') IS NOT NULL") == "t");
    CHECK(apply() == 3);
    test.file("up.sql", test.output_of({"up", "a001:head", "--sql"}));
    CHECK(apply() == 0);
    CHECK(database.psql(version) == "b001");
    test.database(database.url());
    CHECK(test.output_of({"up"}) == "nothing to do: at head b001\n");
    CHECK(test.run({"up", "a001:b001"}).exit_code == 2);
}
