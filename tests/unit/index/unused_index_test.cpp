#include "src/index/unused_index.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;
using namespace std::chrono_literals;

namespace {

constexpr auto month = std::chrono::milliseconds(24h * 30);

/// Large, plain, and never scanned.
TableIndex unscanned() {
    TableIndex index{CatalogIndex{.schema = "public",
                                  .name = "ix",
                                  .table = "t",
                                  .key = {.method = "btree", .keys = {"a pg_catalog.integer_ops"}},
                                  .valid = true,
                                  .ready = true,
                                  .live = true,
                                  .size_bytes = 8'000'000}};
    index.oid = 2;
    index.table_oid = 1;
    index.columns = {"a"};
    return index;
}

bool is_unused(const TableIndex& index) {
    return !find_unused_indexes({.indexes = {index}}, {}, month).empty();
}

}  // namespace

TEST_CASE("an index is unused when nothing scanned it, or nothing for long enough") {
    TableIndex index = unscanned();
    CHECK(is_unused(index));
    index.scans = 7;
    CHECK_FALSE(is_unused(index));
    index.since_last_scan = 24h * 29;
    CHECK_FALSE(is_unused(index));
    index.since_last_scan = 24h * 30;
    CHECK(is_unused(index));
}

TEST_CASE("an index that was built a short while ago had no chance to be used") {
    TableIndex index = unscanned();
    index.age = 24h * 29;
    CHECK_FALSE(is_unused(index));
    index.age = 24h * 31;
    CHECK(is_unused(index));
}

TEST_CASE("an index that does other work than scans, or is small or INVALID, is not called unused") {
    const auto changed = [](auto change) {
        TableIndex index = unscanned();
        change(index);
        return index;
    };
    CHECK_FALSE(is_unused(changed([](TableIndex& index) { index.key.unique = true; })));
    CHECK_FALSE(is_unused(changed([](TableIndex& index) { index.owned_by_constraint = true; })));
    CHECK_FALSE(is_unused(changed([](TableIndex& index) { index.exclusion = true; })));
    CHECK_FALSE(is_unused(changed([](TableIndex& index) { index.referenced = true; })));
    CHECK_FALSE(is_unused(changed([](TableIndex& index) { index.replica_identity = true; })));
    CHECK_FALSE(is_unused(changed([](TableIndex& index) { index.clustered = true; })));
    CHECK_FALSE(is_unused(changed([](TableIndex& index) { index.attached_to = 9; })));
    CHECK_FALSE(is_unused(changed([](TableIndex& index) { index.valid = false; })));
    CHECK_FALSE(is_unused(changed([](TableIndex& index) { index.size_bytes = 8192; })));
}
