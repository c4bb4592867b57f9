#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

using namespace migrate::test;

TEST_CASE("history lists revisions newest first, as Alembic does") {
    MigrateTest test;
    test.revision("a001").revision("b001", "a001").revision("c001", "b001");
    CHECK(test.output_of({"history"}) ==
          "b001 -> c001 (head), table c001\na001 -> b001, table b001\n<base> -> a001, table a001\n");
    CHECK(test.output_of({"history", "-r", "b001:"}) ==
          "b001 -> c001 (head), table c001\na001 -> b001, table b001\n");
    CHECK(test.run({"history", "-r", "zzz:"}).exit_code == 2);
}

TEST_CASE("history marks where the database is, and counts from there") {
    const TestDatabase database;
    MigrateTest test;
    test.revision("a001").revision("b001", "a001").database(database.url());
    REQUIRE(test.run({"up", "a001"}).exit_code == 0);
    CHECK(test.output_of({"history", "-i"}) ==
          "a001 -> b001 (head), table b001\n<base> -> a001 (current), table a001\n");
    CHECK(test.output_of({"history", "-r-1:current"}) == "<base> -> a001, table a001\n");
}
