#include "tests/layers/layer_rules.hpp"

#include "tests/support/catch.hpp"

#include <set>

using namespace migrate::layers;

namespace {

/// Does a file of `folder` with this one line break a rule?
bool is_violation(const std::string& folder, const std::string& line) {
    return !find_layer_violations({{folder + "/some.cpp", line + "\n"}}).empty();
}

}  // namespace

TEST_CASE("the table of layers has no circle: a row names rows above it only") {
    std::set<std::string_view> above;
    for (const auto& layer : layers()) {
        for (const auto folder : layer.may_include) {
            INFO(layer.folder << " includes " << folder);
            CHECK(above.count(folder) == 1);
        }
        above.insert(layer.folder);
    }
}

TEST_CASE("an include against the arrows is shown with its file, line and rule") {
    const auto violations = find_layer_violations({
        {"src/base/words.cpp", "#include \"src/base/words.hpp\"\n\n#include \"src/index/index_spec.hpp\"\n"},
    });
    REQUIRE(violations.size() == 1);
    CHECK(violations[0].text() ==
          "src/base/words.cpp:3: src/base may not include src/index; it may include: no other folder");
}

TEST_CASE("the arrows run from base to the program") {
    CHECK_FALSE(is_violation("src/report", "#include \"src/base/error.hpp\""));
    CHECK_FALSE(is_violation("src/revision", "#include \"src/index/index_spec.hpp\""));
    CHECK(is_violation("src/index", "#include \"src/revision/revision.hpp\""));
    CHECK(is_violation("src/settings", "#include \"src/workload/action.hpp\""));
    CHECK_FALSE(is_violation("cli/commands", "#include \"src/sandbox/sandbox.hpp\""));
    CHECK_FALSE(is_violation("cli", "#include \"cli/render/formats.hpp\""));
}

TEST_CASE("pure folders know no I/O, and I/O folders know neither the checks nor the program") {
    CHECK(is_violation("checks", "#include \"src/postgres/connection.hpp\""));
    CHECK(is_violation("src/revision", "#include \"src/files/config_file.hpp\""));
    CHECK(is_violation("src/files", "#include \"checks/check.hpp\""));
    CHECK(is_violation("src/postgres", "#include \"cli/progress.hpp\""));
    CHECK_FALSE(is_violation("src/companion", "#include \"checks/check.hpp\""));
    CHECK_FALSE(is_violation("src/companion", "#include \"src/postgres/connection.hpp\""));
}

TEST_CASE("the sandbox and the client do not know one another") {
    CHECK(is_violation("src/sandbox", "#include \"src/postgres/connection.hpp\""));
    CHECK(is_violation("src/postgres", "#include \"src/sandbox/sandbox.hpp\""));
}

TEST_CASE("renderers are pure, though the program around them is not") {
    CHECK(is_violation("cli/render", "#include \"src/postgres/connection.hpp\""));
    CHECK(is_violation("cli/render", "#include \"cli/progress.hpp\""));
    CHECK_FALSE(is_violation("cli/render", "#include \"checks/check.hpp\""));
}

TEST_CASE("a library stays in its folder") {
    CHECK_FALSE(is_violation("src/postgres", "#include <pqxx/pqxx>"));
    CHECK(is_violation("cli", "#include <pqxx/pqxx>"));
    CHECK(is_violation("src/companion", "#include <libpq-fe.h>"));
    CHECK(is_violation("src/companion", "#include <hiredis/hiredis.h>"));
    CHECK(is_violation("src/index", "#include <pg_query.h>"));
    CHECK(is_violation("src/settings", "#include <toml++/toml.h>"));
    CHECK_FALSE(is_violation("src/files", "#include <toml++/toml.h>"));
    CHECK(is_violation("src/files", "#include <CLI/CLI.hpp>"));
    CHECK_FALSE(is_violation("cli/commands", "#include <CLI/CLI.hpp>"));
    CHECK(is_violation("src/revision", "#include <fstream>"));
    CHECK_FALSE(is_violation("src/revision", "#include <string>"));
}

TEST_CASE("an include is found however it is spelt, and a word that only looks like one is not") {
    CHECK(is_violation("src/base", "  #  include  \"src/index/index_spec.hpp\""));
    CHECK(is_violation("src/base", "#include <src/index/index_spec.hpp>"));
    CHECK_FALSE(is_violation("src/base", "// #include \"src/index/index_spec.hpp\""));
    CHECK_FALSE(is_violation("src/base", "#include \"src/index/unfinished"));
}

TEST_CASE("an include that is not written from the root cannot be placed, so it is refused") {
    CHECK(is_violation("src/index", "#include \"index_spec.hpp\""));
    CHECK(is_violation("src/index", "#include \"../postgres/connection.hpp\""));
    CHECK(is_violation("src/index", "#include \"src/indexes/index_spec.hpp\""));
}

TEST_CASE("a new folder needs a row in the table; tests and other folders are free") {
    CHECK(is_violation("src/novel", ""));
    CHECK_FALSE(is_violation("tests/cli", "#include <pqxx/pqxx>"));
}
