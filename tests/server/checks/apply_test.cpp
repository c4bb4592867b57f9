// Files that [apply] requires.

#include "tests/server/checks/settings_example.hpp"
#include "tests/support/catch.hpp"

using namespace migrate::test;

TEST_CASE("a required file that is not there is found") {
    check_cases_without_server({{"apply.required_file",
                                 {.toml = "[apply]\nrequires = [\".env\", \"app/cache.py\"]\n"},
                                 {.toml = "[apply]\nrequires = [\".env\"]\n"},
                                 "app/cache.py: is not there"}});
}
