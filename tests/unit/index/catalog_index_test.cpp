#include "src/index/catalog_index.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

TEST_CASE(
    "the text of a key is one line that is stored and compared, so it must not change between releases") {
    const CanonicalKey plain{.method = "btree",
                             .keys = {"chat_id pg_catalog.integer_ops", "b pg_catalog.bool_ops"}};
    CHECK(plain.text() == "btree (chat_id pg_catalog.integer_ops, b pg_catalog.bool_ops)");
    const CanonicalKey full{.method = "btree",
                            .keys = {"lower(email) pg_catalog.text_ops"},
                            .include = {"id", "\"User Id\""},
                            .predicate = "(deleted IS NULL)",
                            .unique = true,
                            .nulls_not_distinct = true};
    CHECK(full.text() ==
          "unique btree (lower(email) pg_catalog.text_ops) include (id, \"User Id\") nulls not distinct "
          "where (deleted IS NULL)");
}

TEST_CASE("a line break in a literal neither breaks the line nor equals a backslash and an n") {
    const CanonicalKey with_break{.method = "btree", .keys = {"a"}, .predicate = "(a = 'x\ny'::text)"};
    const CanonicalKey with_letters{.method = "btree", .keys = {"a"}, .predicate = "(a = 'x\\ny'::text)"};
    CHECK(with_break.text().find('\n') == std::string::npos);
    CHECK(with_break.text() != with_letters.text());
}
