#include "tests/layers/completeness_rules.hpp"
#include "tests/layers/layer_rules.hpp"
#include "tests/support/catch.hpp"

#include <iostream>

using namespace migrate::layers;

namespace {

/// How many there are; each goes to stderr on a line of its own, as compilers do, for editors to jump to.
std::size_t shown(const std::vector<Violation>& violations) {
    for (const auto& violation : violations) std::cerr << violation.text() << '\n';
    return violations.size();
}

const SourceTree& this_project() {
    static const SourceTree tree = read_source_tree(MIGRATE_SOURCE_DIRECTORY);
    return tree;
}

}  // namespace

TEST_CASE("this project's includes keep to the one-way rule") {
    CHECK(this_project().count("src/base/error.hpp") == 1);
    CHECK(shown(find_layer_violations(this_project())) == 0);
}

TEST_CASE("this project's commands, checks and formats are in their tables, tested and described") {
    CHECK(shown(find_missing_places(this_project())) == 0);
    CHECK(shown(find_unlisted_checks(this_project())) == 0);
}

TEST_CASE("this project's sources are all built") {
    CHECK(shown(find_unbuilt_sources(this_project())) == 0);
}

TEST_CASE("this project's files are short") {
    CHECK(shown(find_long_files(this_project())) == 0);
}
