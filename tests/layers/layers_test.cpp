#include "tests/layers/completeness_rules.hpp"
#include "tests/layers/layer_rules.hpp"
#include "tests/support/catch.hpp"

using namespace migrate::layers;

namespace {

std::string listed(const std::vector<Violation>& violations) {
    std::string text;
    for (const auto& violation : violations) text += "\n" + violation.text();
    return text;
}

const SourceTree& this_project() {
    static const SourceTree tree = read_source_tree(MIGRATE_ROOT);
    return tree;
}

}  // namespace

TEST_CASE("this project's includes keep to the one-way rule") {
    CHECK(this_project().count("src/base/error.hpp") == 1);
    CHECK(listed(find_layer_violations(this_project())) == "");
}

TEST_CASE("this project's commands, checks and formats are in their tables, tested and described") {
    CHECK(listed(find_missing_places(this_project())) == "");
}

TEST_CASE("this project's sources are all built") {
    CHECK(listed(find_unbuilt_sources(this_project())) == "");
}

TEST_CASE("this project's files are short") {
    CHECK(listed(find_long_files(this_project())) == "");
}
