#include "src/statement/type_change.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

TypeChange change(const std::string& old, const std::string& wanted) {
    return judge_type_change(old.empty() ? TypeName{} : type_named(old), type_named(wanted));
}

}  // namespace

TEST_CASE("a change of type that leaves the bytes as they are is free") {
    CHECK(change("varchar(10)", "text") == TypeChange::free);
    CHECK(change("character varying", "text") == TypeChange::free);
    CHECK(change("text", "varchar") == TypeChange::free);
    CHECK(change("varchar(10)", "varchar(20)") == TypeChange::free);
    CHECK(change("varchar(10)", "varchar") == TypeChange::free);
    CHECK(change("numeric(10,2)", "numeric(12,2)") == TypeChange::free);
    CHECK(change("numeric(10,2)", "numeric") == TypeChange::free);
    CHECK(change("timestamp(3) with time zone", "timestamptz") == TypeChange::free);
    CHECK(change("timestamp(3)", "timestamp(6)") == TypeChange::free);
    CHECK(change("timestamp", "timestamp(6)") == TypeChange::free);
    CHECK(change("interval(3)", "interval") == TypeChange::free);
    CHECK(change("cidr", "inet") == TypeChange::free);
    CHECK(change("text[]", "text[]") == TypeChange::free);
    CHECK(change("varchar(10)[]", "varchar[]") == TypeChange::free);
    CHECK(change("citext", "text") == TypeChange::free);
}

TEST_CASE("a change of type that changes bytes, or may have to cut, writes the table anew") {
    CHECK(change("integer", "bigint") == TypeChange::rewrite);
    CHECK(change("text", "varchar(20)") == TypeChange::rewrite);
    CHECK(change("varchar(20)", "varchar(10)") == TypeChange::rewrite);
    CHECK(change("char(10)", "text") == TypeChange::rewrite);
    CHECK(change("numeric(10,2)", "numeric(12,3)") == TypeChange::rewrite);
    CHECK(change("numeric", "numeric(12,2)") == TypeChange::rewrite);
    CHECK(change("timestamptz", "timestamptz(3)") == TypeChange::rewrite);
    CHECK(change("text", "jsonb") == TypeChange::rewrite);
    CHECK(change("text[]", "varchar[]") == TypeChange::rewrite);
    CHECK(change("text", "text[]") == TypeChange::rewrite);
    CHECK(change("", "bigint") == TypeChange::rewrite);
    CHECK(change("", "jsonb") == TypeChange::rewrite);
}

TEST_CASE("a change of type is left open where it depends on what is not known") {
    CHECK(change("", "text") == TypeChange::unknown);
    CHECK(change("", "numeric(10,2)") == TypeChange::unknown);
    CHECK(change("timestamp", "timestamptz") == TypeChange::unknown);
    CHECK(change("text", "mood") == TypeChange::unknown);
}

TEST_CASE("a type is shown as people write it") {
    CHECK(type_named("character varying(20)").text() == "varchar(20)");
    CHECK(type_named("numeric(10,2)").text() == "numeric(10,2)");
    CHECK(type_named("integer[]").text() == "integer[]");
    CHECK(type_named("timestamp(3) with time zone").text() == "timestamptz(3)");
    CHECK(type_named("s.mood").text() == "s.mood");
    CHECK(type_named("not a type (").empty());
}
