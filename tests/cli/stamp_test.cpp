#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

using namespace migrate::test;

TEST_CASE("stamp moves the row and runs nothing") {
    const TestDatabase database;
    MigrateTest test;
    test.revision("a001").revision("b001", "a001").revision("c001", "a001").database(database.url());
    const auto rows = [&] { return database.psql("SELECT version_num FROM alembic_version ORDER BY 1"); };
    CHECK(test.run({"stamp", "head"}).exit_code == 2);
    CHECK(test.output_of({"stamp", "b001"}) == "stamped: now at b001; no revision was run\n");
    CHECK(test.output_of({"stamp", "c001"}).find("now at b001 and c001") != std::string::npos);
    CHECK(rows() == "b001\nc001");
    CHECK(test.run({"stamp", "a001", "--dry-run"}).exit_code == 0);
    CHECK(rows() == "b001\nc001");
    CHECK(test.run({"stamp", "a001"}).exit_code == 0);
    CHECK(rows() == "a001");
    CHECK(database.psql("SELECT to_regclass('t_a001') IS NULL") == "t");
    CHECK(test.run({"stamp", "base"}).exit_code == 0);
    CHECK(rows().empty());
}

TEST_CASE("--purge forgets revisions that nobody knows") {
    const TestDatabase database;
    MigrateTest test;
    test.revision("a001").database(database.url());
    REQUIRE(test.run({"stamp", "a001"}).exit_code == 0);
    database.psql("UPDATE alembic_version SET version_num = 'zzz'");
    CHECK(test.run({"stamp", "a001"}).exit_code == 6);
    CHECK(test.run({"stamp", "a001", "--purge"}).exit_code == 0);
    CHECK(test.output_of({"current"}) == "a001 (head)\n");
}
