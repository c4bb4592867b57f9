#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

#include <fstream>
#include <sstream>

using namespace migrate::test;

namespace {

std::string page(const std::string& name) {
    std::ostringstream text;
    text << std::ifstream(std::string(MIGRATE_SOURCE_DIRECTORY) + "/docs/" + name).rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("the reference pages are what the program says; ./dev docs writes them") {
    const MigrateTest test;
    CHECK(test.output_of({"explain", "commands", "--format", "markdown"}) == page("commands.md"));
    CHECK(test.output_of({"explain", "exit-codes", "--format", "markdown"}) == page("exit_codes.md"));
    CHECK(test.output_of({"explain", "revision-problems", "--format", "markdown"}) ==
          page("revision_problems.md"));
    CHECK(test.output_of({"explain", "checks", "--format", "markdown"}) == page("checks.md"));
    CHECK(test.output_of({"explain", "configuration", "--format", "markdown"}) == page("configuration.md"));
    CHECK(test.output_of({"explain", "index-states", "--format", "markdown"}) == page("index_states.md"));
}

TEST_CASE("explain knows every word of its pages, and which one was meant") {
    const MigrateTest test;
    CHECK(test.output_of({"explain", "7"}).find("7: ") == 0);
    CHECK(test.output_of({"explain", "two_heads"}).find("two-heads: ") == 0);
    CHECK(test.output_of({"explain", "invalid"}).find("invalid: ") == 0);
    CHECK(test.output_of({"explain", "down"}).find("usage: migrate down [TARGET]") != std::string::npos);
    const ProcessResult unknown = test.run({"explain", "exit-kodes"});
    CHECK(unknown.exit_code == 2);
    CHECK(unknown.errors.find("Did you mean exit-codes?") != std::string::npos);
}
