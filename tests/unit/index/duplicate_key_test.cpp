#include "src/index/duplicate_key.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

IndexSpec unique_on(const std::string& column, const std::string& table = "users") {
    return {.name = "ux", .table = table, .keys = {{.column = column}}, .unique = true};
}

std::string shown(const std::string& value) {
    return describe(unique_on("email"), {.values = {value}, .rows = 2});
}

}  // namespace

TEST_CASE("a duplicate is shown with its columns, values and number of rows") {
    IndexSpec spec = unique_on("email");
    spec.keys.push_back({.expression = "lower(name)"});
    CHECK(describe(spec, {.values = {"a@b.de", std::nullopt}, .rows = 3}) ==
          "(email, lower(name)) = (a@b.de, NULL) stands in 3 rows");
}

TEST_CASE("values that look secret are masked") {
    CHECK(describe(unique_on("token"), {.values = {"abc"}, .rows = 2}) == "(token) = (***) stands in 2 rows");
    CHECK(describe(unique_on("digest", "api_keys"), {.values = {"abc"}, .rows = 2}) ==
          "(digest) = (***) stands in 2 rows");
}

TEST_CASE("values are cut to 40 characters, and none can steer a terminal") {
    CHECK(shown(std::string(40, 'x')) == "(email) = (" + std::string(40, 'x') + ") stands in 2 rows");
    CHECK(shown(std::string(41, 'x')) == "(email) = (" + std::string(40, 'x') + "…) stands in 2 rows");
    std::string umlauts;
    for (int i = 0; i < 41; ++i) umlauts += "ü";
    CHECK(shown(umlauts) == "(email) = (" + umlauts.substr(0, 80) + "…) stands in 2 rows");
    CHECK(shown("a\x1b[2J\n\x7f") == "(email) = (a\\x1b[2J\\x0a\\x7f) stands in 2 rows");
    CHECK(shown("\xc2\x9b"
                "1m") == "(email) = (\\xc2\\x9b1m) stands in 2 rows");
    CHECK(shown("\xe2\x80\xae"
                "abc") == "(email) = (\\xe2\\x80\\xaeabc) stands in 2 rows");
    CHECK(shown("née €") == "(email) = (née €) stands in 2 rows");
    CHECK(shown("\xff") == "(email) = (\\xff) stands in 2 rows");
}

TEST_CASE("duplicates are looked for as the index compares keys") {
    IndexSpec spec = unique_on("Email");
    spec.keys.front().collation = "C";
    spec.keys.front().descending = true;
    spec.where = "active";
    CHECK(
        find_duplicates_sql(spec, "public", "users") ==
        R"(SELECT "Email" COLLATE "C", count(*) FROM public.users WHERE (active) AND "Email" COLLATE "C" IS NOT NULL GROUP BY "Email" COLLATE "C" HAVING count(*) > 1)");
    spec.nulls_not_distinct = true;
    CHECK(find_duplicates_sql(spec, "public", "users").find("IS NOT NULL") == std::string::npos);
}
