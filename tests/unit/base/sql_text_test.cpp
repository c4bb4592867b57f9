#include "src/base/sql_text.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

TEST_CASE("plain names stay bare, all others are quoted") {
    CHECK(quote_identifier("users") == "users");
    CHECK(quote_identifier("Users") == "\"Users\"");
    CHECK(quote_identifier("user") == "\"user\"");
    CHECK(quote_identifier("table") == "\"table\"");
    CHECK(quote_identifier("1a") == "\"1a\"");
    CHECK(quote_identifier("a\"b") == "\"a\"\"b\"");
    CHECK(quote_identifier("") == "\"\"");
    CHECK(quote_qualified("public", "order") == "public.\"order\"");
    CHECK(quote_qualified("", "t") == "t");
}

TEST_CASE("a literal reads the same whatever standard_conforming_strings says") {
    CHECK(quote_literal("it's") == "'it''s'");
    CHECK(quote_literal("a\\b'") == "E'a\\\\b'''");
}
