#include "src/index/reindex_origin.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

TableIndex named(const std::string& name, Oid table = 1) {
    TableIndex index{CatalogIndex{.name = name}};
    index.table_oid = table;
    return index;
}

bool is_leftover(const std::string& name, const std::string& of, Oid other_table = 1) {
    return find_reindex_origin(named(name), {named(of, other_table)}) != nullptr;
}

}  // namespace

TEST_CASE(
    "a leftover of REINDEX CONCURRENTLY bears the name of an index of its table, and an end of its own") {
    CHECK(is_leftover("ix_ccnew", "ix"));
    CHECK(is_leftover("ix_ccold", "ix"));
    CHECK(is_leftover("ix_ccnew31", "ix"));
    CHECK(is_leftover("ix_ccnew_ccnew", "ix_ccnew"));
    CHECK_FALSE(is_leftover("ix_ccnew", "iy"));
    CHECK_FALSE(is_leftover("ix_ccnew", "ix", 2));
    CHECK_FALSE(is_leftover("ix_new", "ix"));
    CHECK_FALSE(is_leftover("ix_ccnewer", "ix"));
}

TEST_CASE("the name is cut to 63 bytes with its end kept, never within a character") {
    const std::string longest(63, 'i');
    CHECK(is_leftover(std::string(57, 'i') + "_ccnew", longest));
    CHECK(is_leftover(std::string(56, 'i') + "_ccnew1", longest));
    CHECK_FALSE(is_leftover(std::string(55, 'i') + "_ccnew", longest));
    const std::string umlauts = "i" + std::string(20, 'x') + "\xc3\xa4\xc3\xa4" + std::string(38, 'y');
    REQUIRE(umlauts.size() == 63);
    CHECK(is_leftover(umlauts.substr(0, 57) + "_ccold", umlauts));
    std::string halves = "i";
    for (int n = 0; n < 31; ++n) halves += "\xc3\xa4";
    CHECK(is_leftover(halves.substr(0, 57) + "_ccnew", halves));
    CHECK(is_leftover(halves.substr(0, 55) + "_ccnew1", halves));
}
