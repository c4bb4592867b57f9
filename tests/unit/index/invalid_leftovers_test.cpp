#include "src/index/invalid_leftovers.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

CatalogIndex invalid(const std::string& name) {
    return {.schema = "public", .name = name, .table = "orders", .ready = true, .live = true};
}

}  // namespace

TEST_CASE("what REINDEX CONCURRENTLY leaves is known by its name, also with a number") {
    for (const auto* name : {"ix_ccnew", "ix_ccold", "ix_ccnew1", "ix_ccold31"})
        CHECK(is_reindex_leftover(name));
    for (const auto* name : {"ix", "ix_ccnewer", "ccnew", "ix_1", ""}) CHECK_FALSE(is_reindex_leftover(name));
}

TEST_CASE("each leftover is told once, with the statement that removes it") {
    IndexFacts first;
    first.invalid_others = {invalid("ix_ccnew"), invalid("Half Built")};
    const IndexFacts second = first;
    const auto remarks = find_invalid_leftovers({first, second});
    REQUIRE(remarks.size() == 2);
    CHECK(
        remarks[0] ==
        "INVALID index ix_ccnew on orders: left by an interrupted REINDEX CONCURRENTLY; every write pays for it; "
        "to remove it: DROP INDEX CONCURRENTLY public.ix_ccnew");
    CHECK(remarks[1].find("DROP INDEX CONCURRENTLY public.\"Half Built\"") != std::string::npos);
}

TEST_CASE("a unique leftover that takes part in writes can refuse rows, and says so") {
    IndexFacts facts;
    facts.invalid_others = {invalid("ux_ccnew")};
    facts.invalid_others[0].key.unique = true;
    CHECK(find_invalid_leftovers({facts})[0].find("it can refuse rows") != std::string::npos);
}
