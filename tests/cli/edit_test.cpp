#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

using namespace migrate::test;

TEST_CASE("edit opens the file in the editor, which may be a command with arguments") {
    MigrateTest test;
    test.revision("a001").variable("EDITOR", "printf '%s|%s\\n' opened");
    CHECK(test.output_of({"edit", "a001"}) == "opened|migrations/a001.sql\n");
    CHECK(test.run({"edit", "base"}).exit_code == 2);
    test.variable("EDITOR", "false");
    CHECK(test.run({"edit", "a001"}).exit_code == 2);
}
