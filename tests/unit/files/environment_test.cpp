#include "src/files/environment.hpp"

#include "src/base/error.hpp"
#include "tests/support/catch.hpp"

using namespace migrate;

namespace {

Variables parse(std::string_view text, const Variables& outer = {}) {
    return parse_environment_file(text, ".env", outer);
}

}  // namespace

TEST_CASE("an environment file is read as python-dotenv reads it") {
    const Variables read = parse(
        "# a comment\n\nPLAIN=value\nexport EXPORTED=yes\r\nSPACED = around # comment\nHASH=a#b\n"
        "SINGLE='as $it \\n is # here'\nDOUBLE=\"two\\nlines\"  # comment\nEMPTY=\nMANY='one\ntwo'\nALONE\n");
    CHECK(read == Variables{{"PLAIN", "value"},
                            {"EXPORTED", "yes"},
                            {"SPACED", "around"},
                            {"HASH", "a#b"},
                            {"SINGLE", "as $it \\n is # here"},
                            {"DOUBLE", "two\nlines"},
                            {"EMPTY", ""},
                            {"MANY", "one\ntwo"}});
}

TEST_CASE("a value may refer to others, and the process's own win") {
    const Variables outer{{"USER", "bot"}};
    CHECK(parse("USER=me\nURL=postgresql://${USER}@${HOST:-db}/x", outer).at("URL") ==
          "postgresql://bot@db/x");
    CHECK(parse("A=1\nB=${A}2\nC='${A}'").at("B") == "12");
    CHECK(parse("A=1\nC='${A}'").at("C") == "${A}");
}

TEST_CASE("a broken line is named, and its value is not shown") {
    const std::string text =
        GENERATE("A=1\nPASSWORD='s3cret", "A=1\nPASSWORD=\"s3cret\" more", "A=1\nPASSWORD s3cret");
    try {
        parse(text);
        FAIL("not refused");
    } catch (const Error& error) {
        CHECK(error.position().line == 2);
        CHECK(error.position().file == ".env");
        CHECK(error.message().find("s3cret") == std::string::npos);
    }
}

TEST_CASE("an empty variable counts as unset") {
    const Environment environment({{"A", ""}, {"B", "1"}}, {{"A", "2"}}, ".env");
    CHECK_FALSE(environment.of_process("A"));
    CHECK(environment.of_file("A")->value == "2");
    CHECK(environment.of_file("A")->source == "A in .env");
    CHECK(environment.of_process("B")->value == "1");
}
