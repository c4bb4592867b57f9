#include "tests/layers/completeness_rules.hpp"

#include "tests/support/catch.hpp"

using namespace migrate::layers;

namespace {

const SourceTree complete{
    {"CMakeLists.txt", "add_executable(migrate cli/commands/next_step.cpp\n  checks/pool/fits_server.cpp)\n"},
    {"cli/command_line.cpp", "#include \"cli/commands/next_step.hpp\"\n"},
    {"cli/commands/next_step.cpp", ""},
    {"cli/render/formats.cpp", "#include \"cli/render/junit.hpp\"\n"},
    {"cli/render/junit.cpp", ""},
    {"checks/all_checks.cpp", ""},
    {"checks/pool/checks.cpp", "return {pool_fits_server};\n"},
    {"checks/pool/fits_server.cpp", ""},
    {"docs/commands.md", "## migrate next-step\n"},
    {"tests/cli/next_step_test.cpp", ""},
    {"tests/server/checks/pool_test.cpp", "finds(\"pool.fits_server\")"},
};

/// The complete tree with one file's text replaced.
SourceTree with(const std::string& path, const std::string& text) {
    auto tree = complete;
    tree[path] = text;
    return tree;
}

SourceTree without(const std::string& path) {
    auto tree = complete;
    tree.erase(path);
    return tree;
}

std::string only_text(const std::vector<Violation>& violations) {
    REQUIRE(violations.size() == 1);
    return violations[0].text();
}

}  // namespace

TEST_CASE("a tree in which everything is in its place has no violation") {
    CHECK(find_missing_places(complete).empty());
}

TEST_CASE("a command lacks its line, its test or its text") {
    CHECK(only_text(find_missing_places(with("cli/command_line.cpp", ""))) ==
          "cli/commands/next_step.cpp: this command lacks its line in the table of commands, "
          "\"cli/commands/next_step.hpp\" in cli/command_line.cpp");
    CHECK(only_text(find_missing_places(without("tests/cli/next_step_test.cpp"))) ==
          "cli/commands/next_step.cpp: this command lacks its test, tests/cli/next_step_test.cpp");
    CHECK(only_text(find_missing_places(with("docs/commands.md", "migrate next-steps"))) ==
          "cli/commands/next_step.cpp: this command lacks its text, written by ./dev docs, "
          "\"migrate next-step\" in docs/commands.md");
}

TEST_CASE("a format lacks its line") {
    CHECK(only_text(find_missing_places(with("cli/render/formats.cpp", ""))) ==
          "cli/render/junit.cpp: this format lacks its line in the table of formats, "
          "\"cli/render/junit.hpp\" in cli/render/formats.cpp");
}

TEST_CASE("a check lacks its line or its test") {
    CHECK(find_unlisted_checks(complete).empty());
    CHECK(only_text(find_unlisted_checks(with("checks/pool/checks.cpp", "pool_fits_server_now"))) ==
          "checks/pool/fits_server.cpp: this check lacks its line in the table of its group, "
          "\"pool_fits_server\" in checks/pool/checks.cpp");
    CHECK(
        only_text(find_unlisted_checks(with("tests/server/checks/pool_test.cpp", "pool.fits_server"))) ==
        "checks/pool/fits_server.cpp: no test of tests/server/checks or tests/unit/checks mentions \"pool.fits_server\"");
}

TEST_CASE("a missing table lacks all its lines") {
    CHECK(find_missing_places(without("cli/command_line.cpp")).size() == 1);
}

TEST_CASE("headers and files deeper down are no members of their own") {
    auto tree = with("cli/commands/confirmation.hpp", "");
    tree["cli/commands/parts/words.cpp"] = "";
    CHECK(find_missing_places(tree).empty());
}

TEST_CASE("a source that the build file does not name by its whole path is found") {
    const SourceTree tree{
        {"CMakeLists.txt", "add_library(base src/base/words.cpp other/src/base/error.cpp)\n"},
        {"src/base/error.cpp", ""},
        {"src/base/words.cpp", ""},
        {"src/base/words.hpp", ""},
    };
    CHECK(only_text(find_unbuilt_sources(tree)) ==
          "src/base/error.cpp: not named in CMakeLists.txt, so nothing builds it");
}

TEST_CASE("a file may have as many lines as the limit says, and not one more") {
    std::string text;
    for (std::size_t line = 0; line < max_lines; ++line) text += "\n";
    CHECK(find_long_files({{"src/base/words.cpp", text}}).empty());
    CHECK(only_text(find_long_files({{"src/base/words.cpp", text + "\n"}})) ==
          "src/base/words.cpp: 401 lines, 400 at most: give each of its reasons a file of its own");
    CHECK(find_long_files({{"docs/guide.md", text + "\n"}}).empty());
}
