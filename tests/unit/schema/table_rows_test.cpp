#include "src/schema/table_rows.hpp"

#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

SchemaSnapshot users_with(const std::string& type_of_name) {
    SchemaSnapshot schema{.server_version = 150000};
    schema.objects[{"table", "", "users"}] = {};
    if (!type_of_name.empty()) schema.objects[{"column", "users", "name"}] = {{"type", type_of_name}};
    return schema;
}

const RowsOfTables three{{"users", {.count = 3, .columns = {{"name", "17"}}}}};
const RowsOfTables changed{{"users", {.count = 3, .columns = {{"name", "18"}}}}};

}  // namespace

TEST_CASE("rows of a table that is there all the time must stay") {
    const auto text = users_with("text");
    CHECK(find_row_losses(text, text, text, three, three).empty());
    const auto losses = find_row_losses(text, text, text, three, {});
    REQUIRE(losses.size() == 1);
    CHECK(losses[0].table == "users");
    CHECK(losses[0].column.empty());
    CHECK(losses[0].before == 3);
    CHECK(losses[0].after == 0);
    CHECK(find_row_losses(text, SchemaSnapshot{}, text, three, {}).empty());
    CHECK(find_row_losses(SchemaSnapshot{}, text, SchemaSnapshot{}, {}, three).empty());
}

TEST_CASE("values of a column that is there all the time, with one type, must stay") {
    const auto text = users_with("text");
    const auto losses = find_row_losses(text, text, text, three, changed);
    REQUIRE(losses.size() == 1);
    CHECK(losses[0].column == "name");
    CHECK(find_row_losses(text, users_with(""), text, three, changed).empty());
    CHECK(find_row_losses(text, users_with("citext"), text, three, changed).empty());
}
