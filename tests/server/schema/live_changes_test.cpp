// Small changes to a live schema, one at a time: each is found, and told in words with both sides.

#include "tests/server/schema/live_changes.hpp"

#include "src/postgres/query.hpp"
#include "src/postgres/read_schema.hpp"
#include "src/schema/schema_difference.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/test_server.hpp"

#include <fmt/ranges.h>

using namespace migrate::test;

namespace {

const std::string& shop() {
    static const std::string name = [] {
        register_template("shop", read_support_file("shop_schema.sql"));
        return std::string("shop");
    }();
    return name;
}

migrate::SchemaSnapshot schema_of(const TestDatabase& database, const std::string& change = "") {
    auto connection = migrate::Connection::open({.target = database.url()});
    if (!change.empty()) migrate::execute(connection, change);
    return migrate::read_schema(connection);
}

std::vector<std::string> in_words(const std::vector<migrate::SchemaDifference>& differences) {
    std::vector<std::string> words;
    for (const auto& difference : differences)
        words.push_back(describe(difference, {.wanted = "in the revisions", .actual = "in the database"}));
    return words;
}

void check_changes(const std::vector<LiveChange>& changes) {
    const TestDatabase unchanged(shop());
    const auto wanted = schema_of(unchanged);
    for (const LiveChange& change : changes) {
        INFO(change.sql);
        const TestDatabase database(shop());
        const auto words = in_words(compare_schemas(wanted, schema_of(database, change.sql)));
        INFO(fmt::format("{}", fmt::join(words, "\n")));
        const auto said = [&](const std::string& text) {
            return text.find(change.said) != std::string::npos;
        };
        CHECK(std::any_of(words.begin(), words.end(), said));
        CHECK(words.size() <= 5);
    }
}

}  // namespace

TEST_CASE("a change by hand to a table, or to what belongs to it, is found and told in words") {
    check_changes(table_changes());
}

TEST_CASE("a change by hand to anything else in a schema is found and told in words") {
    CHECK(table_changes().size() + other_changes().size() >= 40);
    check_changes(other_changes());
}

TEST_CASE("two databases made in the same way differ in nothing") {
    const TestDatabase left(shop());
    const TestDatabase right(shop());
    const auto schema = schema_of(left);
    CHECK(schema.objects.size() > 50);
    CHECK(in_words(compare_schemas(schema, schema_of(right))).empty());
}

TEST_CASE("what PostgreSQL prints does not depend on the settings of the role") {
    const TestDatabase database(shop());
    const auto schema = schema_of(database);
    database.psql("ALTER DATABASE \"" + database.name() +
                  "\" SET timezone = 'Asia/Tokyo'; ALTER DATABASE \"" + database.name() +
                  "\" SET search_path = books; ALTER DATABASE \"" + database.name() +
                  "\" SET datestyle = 'German'");
    CHECK(in_words(compare_schemas(schema, schema_of(database))).empty());
}

TEST_CASE("what belongs to a dropped table is not told beside it") {
    const TestDatabase before(shop());
    const TestDatabase after(shop());
    const auto words =
        in_words(compare_schemas(schema_of(before), schema_of(after, "DROP TABLE orders CASCADE")));
    INFO(fmt::format("{}", fmt::join(words, "\n")));
    CHECK(std::find(words.begin(), words.end(),
                    "table orders is in the revisions, and not in the database") != words.end());
    for (const std::string& word : words) CHECK(word.find(" on orders") == std::string::npos);
    for (const std::string& word : words) CHECK(word.find("column orders.") == std::string::npos);
}
