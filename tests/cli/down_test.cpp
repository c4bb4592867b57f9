#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

using namespace migrate::test;

TEST_CASE("down undoes one step, and base all, when told so") {
    const TestDatabase database;
    MigrateTest test;
    test.revision("a001").revision("b001", "a001").revision("c001", "b001").database(database.url());
    REQUIRE(test.run({"up"}).exit_code == 0);
    CHECK(test.output_of({"down"}).find("now at b001\n") != std::string::npos);
    const ProcessResult unasked = test.run({"down", "base"});
    CHECK(unasked.exit_code == 7);
    CHECK(unasked.errors.find("--yes") != std::string::npos);
    CHECK(test.output_of({"down", "base", "--yes"}).find("now at base\n") != std::string::npos);
    CHECK(test.output_of({"down", "base", "--yes"}) == "nothing to do: at base\n");
}

TEST_CASE("down shows what would be lost, and does not lose it unasked") {
    const TestDatabase database;
    MigrateTest test;
    test.revision("a001").database(database.url());
    REQUIRE(test.run({"up"}).exit_code == 0);
    database.psql("INSERT INTO t_a001 VALUES (1), (2)");
    const ProcessResult refused = test.run({"down"});
    CAPTURE(refused.errors);
    CHECK(refused.exit_code == 7);
    CHECK(refused.errors.find("loses") != std::string::npos);
    CHECK(refused.errors.find("t_a001") != std::string::npos);
    CHECK(database.psql("SELECT count(*) FROM t_a001") == "2");
    CHECK(test.run({"down", "--dry-run"}).exit_code == 0);
    CHECK(test.run({"down", "--yes"}).exit_code == 0);
    CHECK(database.psql("SELECT to_regclass('t_a001') IS NULL") == "t");
}

TEST_CASE("a revision without a way back stops down before anything is undone") {
    const TestDatabase database;
    MigrateTest test;
    test.file("migrations/a001.sql",
              "-- revision: a001\n-- message: x\n-- irreversible: data is gone\n-- migrate: up\nSELECT 1;\n");
    test.revision("b001", "a001").database(database.url());
    REQUIRE(test.run({"up"}).exit_code == 0);
    const ProcessResult refused = test.run({"down", "base", "--yes"});
    CHECK(refused.exit_code == 2);
    CHECK(refused.errors.find("data is gone") != std::string::npos);
    CHECK(database.psql("SELECT version_num FROM alembic_version") == "b001");
}

TEST_CASE("a script for the way back needs both ends") {
    MigrateTest test;
    test.revision("a001").revision("b001", "a001");
    CHECK(test.run({"down", "--sql"}).exit_code == 2);
    CHECK(test.output_of({"down", "b001:a001", "--sql"}).find("DROP TABLE t_b001;") != std::string::npos);
}

TEST_CASE("a revision whose file is not here comes down by what the journal keeps of it") {
    const TestDatabase database;
    MigrateTest test;
    test.revision("a001").revision("b001", "a001").revision("c001", "b001").database(database.url());
    REQUIRE(test.run({"up"}).exit_code == 0);
    std::filesystem::remove(test.path() / "migrations/b001.sql");
    std::filesystem::remove(test.path() / "migrations/c001.sql");
    const ProcessResult down = test.run({"down", "a001"});
    CAPTURE(down.output, down.errors);
    CHECK(down.exit_code == 0);
    CHECK(database.psql("SELECT version_num FROM alembic_version") == "a001");
    CHECK(database.psql("SELECT to_regclass('t_a001') IS NOT NULL, to_regclass('t_b001') IS NULL, "
                        "to_regclass('t_c001') IS NULL") == "t|t|t");
}
