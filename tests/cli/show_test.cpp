#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

using namespace migrate::test;

TEST_CASE("show prints one revision, found by the beginning of its id") {
    MigrateTest test;
    test.revision("abcdef").revision("ghijkl", "abcdef");
    CHECK(test.output_of({"show", "abcd"}) ==
          "Rev: abcdef\nParent: <base>\nPath: migrations/abcdef.sql\n\n    table abcdef\n\n");
    CHECK(test.output_of({"show", "head"}).find("Rev: ghijkl (head)\nParent: abcdef\n") == 0);
    const ProcessResult unknown = test.run({"show", "xyzw"});
    CHECK(unknown.exit_code == 2);
    CHECK(unknown.errors.find("xyzw") != std::string::npos);
}
