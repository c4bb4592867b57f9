#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

using namespace migrate::test;

TEST_CASE("rebase gives a second root its place, and then there is one head") {
    MigrateTest test;
    test.revision("a001").revision("b001");
    CHECK(test.run({"up", "--sql"}).exit_code == 2);
    CHECK(test.output_of({"rebase", "b001", "--onto", "a001"}) == "migrations/b001.sql\n");
    CHECK(test.output_of({"heads"}) == "b001 (head)\n");
    CHECK(test.run({"up", "--sql"}).exit_code == 0);
}

TEST_CASE("rebase changes the parents of a TOML revision and nothing else") {
    MigrateTest test;
    const std::string rest =
        "message = \"m\" # kept\n[[create_index]]\nname = \"i\"\ntable = \"t\"\ncolumns = [\"c\"]\n";
    test.revision("a001").file("migrations/i.toml", "revision = \"i001\"\nparents = []\n" + rest);
    test.output_of({"rebase", "i001", "--onto", "a001"});
    CHECK(test.output_of({"heads"}).find("i001") == 0);
    CHECK(test.output_of({"rebase", "i001", "--onto", "a001", "--dry-run"}) ==
          "revision = \"i001\"\nparents  = [\"a001\"]\n" + rest);
}

TEST_CASE("rebase refuses a cycle and leaves the file alone") {
    MigrateTest test;
    test.revision("a001").revision("b001", "a001");
    CHECK(test.run({"rebase", "a001", "--onto", "b001"}).exit_code == 2);
    CHECK(test.output_of({"heads"}) == "b001 (head)\n");
}
