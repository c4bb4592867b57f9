#include "src/index/index_size.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

IndexSpec btree() {
    return {.name = "ix", .table = "t", .keys = {{.column = "a"}}};
}

constexpr std::int64_t mebibyte = 1024 * 1024;

}  // namespace

TEST_CASE("the size of a B-tree is estimated as the server lays it out") {
    // A unique index on 1,000,000 integers has 2745 pages on PostgreSQL 13 to 18.
    const auto size = estimate_size(btree(), {.rows = 1'000'000, .key_bytes = 4});
    REQUIRE(size);
    CHECK(size->expected > 2690 * std::int64_t{8192});
    CHECK(size->expected < 2800 * std::int64_t{8192});
}

TEST_CASE("a lower fillfactor makes an index larger") {
    IndexSpec spec = btree();
    spec.with["fillfactor"] = "45";
    const IndexedRows rows{.rows = 1'000'000, .key_bytes = 4};
    const double ratio = static_cast<double>(estimate_size(spec, rows)->expected) /
                         static_cast<double>(estimate_size(btree(), rows)->expected);
    CHECK(ratio > 1.98);
    CHECK(ratio < 2.02);
}

TEST_CASE("what deduplication may save is left out of the least size, and uniqueness keeps it from saving") {
    const IndexedRows wide{.rows = 1'000'000, .key_bytes = 100};
    CHECK(estimate_size(btree(), wide)->least < 7 * mebibyte);
    IndexSpec unique = btree();
    unique.unique = true;
    CHECK(estimate_size(unique, wide)->least == estimate_size(unique, wide)->expected / 4);
}

TEST_CASE("an empty table needs next to nothing, other methods and partial indexes are not guessed at") {
    CHECK(estimate_size(btree(), {})->expected == 8192);
    IndexSpec gin = btree();
    gin.method = "gin";
    CHECK_FALSE(estimate_size(gin, {.rows = 10, .key_bytes = 4}));
    IndexSpec partial = btree();
    partial.where = "a > 1";
    CHECK_FALSE(estimate_size(partial, {.rows = 10, .key_bytes = 4}));
}
