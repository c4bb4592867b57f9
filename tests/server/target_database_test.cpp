// The name that metrics bear has to be the same whether the server answers or not.

#include "src/postgres/target_database.hpp"

#include "src/postgres/connection.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/test_server.hpp"
#include "tests/support/variable.hpp"

using namespace migrate;
using namespace migrate::test;

TEST_CASE("the database that a target means is known without a server") {
    const Variable database("PGDATABASE", "of_environment");
    const Variable user("PGUSER", "somebody");
    CHECK(read_target_database("postgresql://u:p@nowhere.invalid:1/shop?sslmode=disable") == "shop");
    CHECK(read_target_database("host=nowhere.invalid dbname='my shop' user=u") == "my shop");
    CHECK(read_target_database("shop") == "shop");
    CHECK(read_target_database("postgresql://u@nowhere.invalid") == "of_environment");
    CHECK(read_target_database("") == "of_environment");
    CHECK(read_target_database("postgresql://%%") == "");
}

TEST_CASE("it is the one that the session is in") {
    const TestDatabase database;
    const Connection connection = Connection::open({.target = database.url()});
    CHECK(read_target_database(database.url()) == connection.database());
}

TEST_CASE("without a name libpq takes the user's") {
    const Variable database("PGDATABASE", "");
    CHECK(read_target_database("postgresql://owner@nowhere.invalid") == "owner");
    const Variable user("PGUSER", "somebody");
    CHECK(read_target_database("host=nowhere.invalid") == "somebody");
}
