#include "src/index/index_spec.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

IndexSpec on_users(std::vector<IndexKey> keys) {
    return {.name = "ix", .table = "users", .keys = std::move(keys)};
}

/// What stands between the parentheses of the keys.
std::string keys_of(const IndexKey& key) {
    const std::string sql = create_index_sql(on_users({key}));
    const std::string head = "CREATE INDEX ix ON users (";
    REQUIRE(sql.substr(0, head.size()) == head);
    return sql.substr(head.size(), sql.size() - head.size() - 1);
}

}  // namespace

TEST_CASE("columns stand in the order of the file") {
    CHECK(create_index_sql(on_users({{.column = "telegram_id"}, {.column = "credits"}})) ==
          "CREATE INDEX ix ON users (telegram_id, credits)");
}

TEST_CASE("a key is written with all that was declared of it") {
    CHECK(keys_of({.column = "User Id"}) == "\"User Id\"");
    CHECK(keys_of({.column = "a", .descending = true}) == "a DESC");
    CHECK(keys_of({.column = "a", .nulls = "first"}) == "a NULLS FIRST");
    CHECK(keys_of({.column = "a", .descending = true, .nulls = "last"}) == "a DESC NULLS LAST");
    CHECK(keys_of({.column = "a", .opclass = "text_pattern_ops"}) == "a text_pattern_ops");
    CHECK(keys_of({.column = "a", .opclass = "public.gist_trgm_ops (siglen = 32)"}) ==
          "a public.gist_trgm_ops (siglen = 32)");
    CHECK(keys_of({.expression = "lower(email)"}) == "(lower(email))");
    CHECK(
        keys_of(
            {.expression = "a + b", .descending = true, .nulls = "last", .opclass = "o", .collation = "C"}) ==
        "(a + b) COLLATE \"C\" o DESC NULLS LAST");
}

TEST_CASE("a collation is a name of pg_collation unless it is quoted SQL already") {
    CHECK(keys_of({.column = "a", .collation = "C"}) == "a COLLATE \"C\"");
    CHECK(keys_of({.column = "a", .collation = "en_US.utf8"}) == "a COLLATE \"en_US.utf8\"");
    CHECK(keys_of({.column = "a", .collation = "own.\"de\""}) == "a COLLATE own.\"de\"");
}

TEST_CASE("every option of an index has its place in the statement") {
    IndexSpec spec = on_users({{.column = "email"}});
    spec.schema = "app";
    spec.method = "gist";
    spec.include = {"id", "User Id"};
    spec.where = "deleted_at IS NULL";
    spec.unique = true;
    spec.nulls_not_distinct = true;
    spec.with = {{"fillfactor", "70"}, {"buffering", "a b"}};
    spec.tablespace = "Fast";
    CHECK(create_index_sql(spec) ==
          "CREATE UNIQUE INDEX ix ON app.users USING gist (email) INCLUDE (id, \"User Id\") "
          "NULLS NOT DISTINCT WITH (buffering = 'a b', fillfactor = 70) TABLESPACE \"Fast\" "
          "WHERE (deleted_at IS NULL)");
}

TEST_CASE("a build is written concurrently, on the parent only, under another name or on another table") {
    IndexSpec spec = on_users({{.column = "a"}});
    spec.schema = "app";
    CHECK(create_index_sql(spec, {.concurrently = true}) == "CREATE INDEX CONCURRENTLY ix ON app.users (a)");
    CHECK(create_index_sql(spec, {.only = true}) == "CREATE INDEX ix ON ONLY app.users (a)");
    CHECK(create_index_sql(spec, {.name = "Work", .schema = "pg_temp", .table = "t"}) ==
          "CREATE INDEX \"Work\" ON pg_temp.t (a)");
}

TEST_CASE("an index is never built with IF NOT EXISTS, which takes an INVALID one for done") {
    CHECK(create_index_sql(on_users({{.column = "a"}}), {.concurrently = true}).find("EXISTS") ==
          std::string::npos);
}

TEST_CASE("an index is described in a line that reads like its declaration") {
    IndexSpec spec = on_users({{.column = "telegram_id"}, {.column = "credits", .descending = true}});
    spec.where = "active";
    CHECK(describe(spec) == "users (telegram_id, credits desc) where active");
    spec.schema = "app";
    spec.unique = true;
    spec.method = "gist";
    spec.include = {"id"};
    spec.nulls_not_distinct = true;
    CHECK(
        describe(spec) ==
        "unique app.users using gist (telegram_id, credits desc) include (id) nulls not distinct where active");
}
