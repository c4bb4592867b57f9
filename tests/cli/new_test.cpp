#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

#include <fstream>
#include <regex>
#include <sstream>

using namespace migrate::test;

namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

/// The file that `new` printed the path of.
std::string new_file(const MigrateTest& test, const std::vector<std::string>& arguments) {
    std::string path = test.output_of(arguments);
    path.pop_back();
    CAPTURE(path);
    CHECK(std::regex_match(path, std::regex(R"(migrations/\d{8}_\d{6}_[a-z0-9_]+\.(sql|toml))")));
    return text_of(test.path() / path);
}

}  // namespace

TEST_CASE("new writes a revision that follows the head") {
    MigrateTest test;
    test.revision("a001");
    const std::string text = new_file(test, {"new", "Add API keys!"});
    CHECK(std::regex_search(
        text, std::regex("^-- revision: \\d{8}_\\d{6}\n-- parents:  a001\n-- message:  Add API keys!\n")));
    CHECK(text.find("-- migrate: up\n") != std::string::npos);
    CHECK(test.output_of({"heads"}).find("_") != std::string::npos);
}

TEST_CASE("the first revision needs no folder, and two in one second do not collide") {
    MigrateTest test;
    std::filesystem::remove(test.path() / "migrations");
    CHECK(new_file(test, {"revision", "-m", "one"}).find("-- parents:  \n") != std::string::npos);
    CHECK(new_file(test, {"new", "two", "--index", "--rev-id", "two_1"}).find("revision = \"two_1\"") == 0);
    CHECK(test.run({"new", "three", "--rev-id", "two_1"}).exit_code == 2);
}

TEST_CASE("a revision after one that is no head needs --splice") {
    MigrateTest test;
    test.revision("a001").revision("b001", "a001");
    const ProcessResult refused = test.run({"new", "x", "--head", "a001"});
    CHECK(refused.exit_code == 2);
    CHECK(refused.errors.find("--splice") != std::string::npos);
    const std::string text =
        new_file(test, {"new", "x", "--head", "a001", "--splice", "--label", "side", "--depends-on", "b001"});
    CHECK(text.find("-- parents:  a001\n") != std::string::npos);
    CHECK(text.find("-- depends_on: b001\n-- labels:   side\n") != std::string::npos);
}

TEST_CASE("--dry-run prints the revision and writes none") {
    MigrateTest test;
    CHECK(test.output_of({"new", "x", "--dry-run"}).find("-- revision: ") == 0);
    CHECK(std::filesystem::is_empty(test.path() / "migrations"));
}
