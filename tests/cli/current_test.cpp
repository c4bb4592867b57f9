#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

using namespace migrate::test;

TEST_CASE("current says where the database is, and --check-heads whether that is the end") {
    const TestDatabase database;
    MigrateTest test;
    test.revision("a001").revision("b001", "a001").database(database.url());
    CHECK(test.output_of({"current"}).empty());
    CHECK(database.psql("SELECT to_regclass('alembic_version') IS NULL") == "t");
    CHECK(test.run({"current", "--check-heads"}).exit_code == 1);
    REQUIRE(test.run({"up"}).exit_code == 0);
    CHECK(test.output_of({"current", "-c"}) == "b001 (head)\n");
}
