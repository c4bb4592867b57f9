#include "src/statement/script.hpp"
#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

std::vector<int> transactions_of(const std::string& sql) {
    std::vector<int> numbers;
    const std::vector<Script> scripts = read_plain_scripts("m.sql", sql);
    for (const ScriptStatement& statement : scripts.front().statements)
        numbers.push_back(statement.transaction);
    return numbers;
}

Script only_script(const std::string& file, const std::string& sql) {
    std::vector<Script> scripts = read_plain_scripts(file, sql);
    REQUIRE(scripts.size() == 1);
    return scripts.front();
}

using Numbers = std::vector<int>;

}  // namespace

TEST_CASE("a plain file is one transaction, unless it says otherwise or cannot be") {
    CHECK(transactions_of("SELECT 1; SELECT 2;") == Numbers{0, 0});
    CHECK(transactions_of("SELECT 1; VACUUM a;") == Numbers{-1, -1});
    CHECK(transactions_of("SELECT 1; BEGIN; SELECT 2; COMMIT; SELECT 3; BEGIN; SELECT 4;") ==
          Numbers{-1, 0, 0, 0, -1, 1, 1});
}

TEST_CASE("places count lines and characters, not bytes") {
    const Script script = only_script("m.sql", "-- é\n/* ü */ SELECT 'é', 1,\n  2;");
    REQUIRE(script.statements.size() == 1);
    const ScriptStatement& statement = script.statements.front();
    CHECK(script.position(statement, 0) == FilePosition{"m.sql", 2, 9});
    CHECK(script.position(statement, static_cast<int>(statement.text.find("1"))) ==
          FilePosition{"m.sql", 2, 21});
    CHECK(script.position(statement, static_cast<int>(statement.text.find("2"))) ==
          FilePosition{"m.sql", 3, 3});
}

TEST_CASE("one statement that is not understood leaves the others understood") {
    const Script script = only_script("m.sql", "DROP TABLE a; DROPP TABLE b; DROP TABLE c;");
    REQUIRE(script.statements.size() == 3);
    CHECK(script.statements[0].node.is("DropStmt"));
    CHECK(script.statements[1].not_understood == "syntax error");
    CHECK(script.statements[2].node.is("DropStmt"));
}

TEST_CASE("of an ALTER TABLE with a command that is not understood, the others are") {
    const Script script = only_script(
        "m.sql", "ALTER TABLE ONLY s.a\n  DROP COLUMN x,\n  ADD CONSTRAINT n NOT NULL y (,),\n  DROP z;");
    const ScriptStatement& statement = script.statements.at(0);
    CHECK(!statement.not_understood.empty());
    REQUIRE(statement.changes.size() == 2);
    CHECK(statement.changes[0].name == "x");
    CHECK(statement.changes[1].name == "z");
    CHECK(script.position(statement, statement.changes[1].offset) == FilePosition{"m.sql", 4, 3});
}

TEST_CASE("a way back is known by the name of its file, and by the marks of other programs") {
    CHECK(only_script("m/down.sql", "SELECT 1;").is_down);
    CHECK(only_script("0001_users.down.sql", "SELECT 1;").is_down);
    CHECK(!only_script("0001_breakdown.sql", "SELECT 1;").is_down);
    for (const std::string mark : {"-- +goose Down", "-- migrate:down", "-- migrate: down"}) {
        const std::vector<Script> scripts =
            read_plain_scripts("m.sql", "-- +goose Up\nSELECT 1;\n" + mark + "\nSELECT 2;");
        INFO(mark);
        REQUIRE(scripts.size() == 2);
        CHECK(!scripts[0].is_down);
        CHECK(scripts[1].is_down);
    }
}

TEST_CASE("other programs say in their own words that a file is no transaction") {
    CHECK(transactions_of("-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;") == Numbers{-1});
    CHECK(transactions_of("-- migrate:up transaction:false\nSELECT 1;") == Numbers{-1});
}
