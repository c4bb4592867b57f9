#include "src/statement/script.hpp"
#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

std::vector<int> transactions_of(const std::string& sql) {
    std::vector<int> numbers;
    for (const ScriptStatement& statement : read_script("m.sql", sql).statements)
        numbers.push_back(statement.transaction);
    return numbers;
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
    const Script script = read_script("m.sql", "-- é\n/* ü */ SELECT 'é', 1,\n  2;");
    REQUIRE(script.statements.size() == 1);
    const ScriptStatement& statement = script.statements.front();
    CHECK(script.position(statement, 0) == FilePosition{"m.sql", 2, 9});
    CHECK(script.position(statement, static_cast<int>(statement.text.find("1"))) ==
          FilePosition{"m.sql", 2, 21});
    CHECK(script.position(statement, static_cast<int>(statement.text.find("2"))) ==
          FilePosition{"m.sql", 3, 3});
}

TEST_CASE("one statement that is not understood leaves the others understood") {
    const Script script = read_script("m.sql", "DROP TABLE a; DROPP TABLE b; DROP TABLE c;");
    REQUIRE(script.statements.size() == 3);
    CHECK(script.statements[0].node.is("DropStmt"));
    CHECK(script.statements[1].not_understood == "syntax error");
    CHECK(script.statements[2].node.is("DropStmt"));
}
