#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

using namespace migrate::test;

TEST_CASE("heads names the newest revisions of the files") {
    MigrateTest test;
    test.revision("a001").revision("b001", "a001").revision("c001", "a001");
    CHECK(test.output_of({"heads"}) == "b001 (head)\nc001 (head)\n");
    CHECK(
        test.output_of({"heads", "-v"}).find("Rev: b001 (head)\nParent: a001\nPath: migrations/b001.sql\n") ==
        0);
    CHECK(test.output_of({"--format", "json", "heads"}).find("\"id\": \"b001\"") != std::string::npos);
}
