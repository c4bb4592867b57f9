// What the bot logs.

#include "tests/server/checks/settings_example.hpp"
#include "tests/support/catch.hpp"

using namespace migrate::test;

namespace {

const std::vector<SettingCase>& cases() {
    static const std::vector<SettingCase> all{
        {"log.token_leak", {.variables = {{"LOG_LEVEL", "INFO"}}}, {}, "LOG_LEVEL = INFO logs the URLs"},
        {"log.token_leak",
         {.variables = {{"LOG_LEVEL", "debug"}}},
         {.variables = {{"LOG_LEVEL", "ERROR"}}},
         "DEBUG"},
        {"log.level_name",
         {.variables = {{"LOG_LEVEL", "LOUD"}}},
         {.variables = {{"LOG_LEVEL", "CRITICAL"}}},
         "LOG_LEVEL = LOUD is no level"},
        {"log.level_name", {.variables = {{"LOG_LEVEL", "warning"}}}, {}, "is not in capitals", "info"},
    };
    return all;
}

}  // namespace

TEST_CASE("a log that gets the bot's token, and a level that is none, are found") {
    check_cases_without_server(cases());
}
