#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

using namespace migrate::test;

TEST_CASE("merge joins two heads into one") {
    MigrateTest test;
    test.revision("a001").revision("b001", "a001").revision("c001", "a001");
    CHECK(test.run({"up", "--sql"}).exit_code == 2);
    CHECK(test.output_of({"merge", "heads", "-m", "join", "--rev-id", "m001"}).find("_join.sql\n") !=
          std::string::npos);
    CHECK(test.output_of({"heads"}) == "m001 (head) (mergepoint)\n");
    CHECK(test.run({"up", "--sql"}).exit_code == 0);
}

TEST_CASE("a merge of one revision is refused") {
    MigrateTest test;
    test.revision("a001");
    CHECK(test.run({"merge", "a001"}).exit_code == 2);
}
