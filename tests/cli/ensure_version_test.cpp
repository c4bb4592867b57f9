#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

using namespace migrate::test;

TEST_CASE("ensure-version makes the tables, once") {
    const TestDatabase database;
    MigrateTest test;
    test.database(database.url());
    CHECK(test.output_of({"ensure-version", "--sql"}).find("CREATE TABLE") == 0);
    CHECK(database.psql("SELECT to_regclass('alembic_version') IS NULL") == "t");
    CHECK(test.run({"ensure_version"}).exit_code == 0);
    CHECK(test.run({"ensure-version"}).exit_code == 0);
    CHECK(database.psql("SELECT count(*) FROM alembic_version") == "0");
}
