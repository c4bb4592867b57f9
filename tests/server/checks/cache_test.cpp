// How long caches keep what they hold.

#include "tests/server/checks/settings_example.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/test_server.hpp"

using namespace migrate::test;

namespace {

const std::vector<SettingCase>& cases() {
    static const std::vector<SettingCase> all{
        {"cache.order",
         {.variables = {{"CACHE_TTL_USER", "601"}}},
         {.variables = {{"CACHE_TTL_USER", "600"}}},
         "CACHE_TTL_USER = 601 s is above CACHE_TTL_PERSONA = 600 s",
         "warning"},
        {"cache.zero",
         {.variables = {{"CACHE_TTL_CONTEXT", "0"}}},
         {.variables = {{"CACHE_TTL_CONTEXT", "1"}}},
         "CACHE_TTL_CONTEXT = 0 s",
         "warning"},
    };
    return all;
}

}  // namespace

TEST_CASE("lifetimes of caches that make no sense are found") {
    check_cases_without_server(cases());
}

TEST_CASE("caches that outlive a pending revision are named until it is applied") {
    const TestDatabase database;
    MigrateTest program;
    set_up(program, {});
    program.revision("a").database(database.url());
    const auto findings = findings_of(program, "cache.migration");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0]["severity"] == "info");
    CHECK(findings[0]["message"].get<std::string>().find(
              "CACHE_TTL_PROMPT lets what was cached before live for 1 h") != std::string::npos);
    REQUIRE(program.run({"up"}).exit_code == 0);
    CHECK(is_silent(program, "cache.migration"));
}
