#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

using namespace migrate::test;

TEST_CASE("branches names where branches begin and what follows there") {
    MigrateTest test;
    test.revision("a001").revision("b001", "a001").revision("c001", "a001").revision("d001", "c001");
    CHECK(test.output_of({"branches"}) == "a001 (branchpoint)\n     -> b001 (head)\n     -> c001\n\n");
}
