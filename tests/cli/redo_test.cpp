#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

#include <nlohmann/json.hpp>

using namespace migrate::test;

TEST_CASE("redo undoes the newest revision and applies it again") {
    const TestDatabase database;
    MigrateTest test;
    test.revision("a001").revision("b001", "a001").database(database.url());
    REQUIRE(test.run({"up"}).exit_code == 0);
    const auto json = nlohmann::json::parse(test.output_of({"redo", "--format", "json"}));
    REQUIRE(json["done"].size() == 2);
    CHECK(json["done"][0]["direction"] == "down");
    CHECK(json["done"][1]["direction"] == "up");
    CHECK(json["heads"] == nlohmann::json{"b001"});
    CHECK(test.run({"redo", "--sql"}).exit_code == 2);
}
