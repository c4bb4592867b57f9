// The bot's side towards Telegram.

#include "tests/server/checks/settings_example.hpp"
#include "tests/support/catch.hpp"

using namespace migrate::test;

namespace {

/// One variable for two drivers.
std::pair<std::string, std::string> shared_timeout(const std::string& http_variable) {
    return {"value = 5\n",
            "variable = \"POOL_TIMEOUT\"\n\n[[driver]]\nname = \"HTTP pool timeout\"\n"
            "role = \"http_pool_timeout\"\nkind = \"seconds\"\nvariable = \"" +
                http_variable + "\"\n"};
}

const std::vector<SettingCase>& cases() {
    static const std::vector<SettingCase> all{
        {"telegram.pool_vs_updates",
         {.variables = {{"CONNECTION_POOL_SIZE", "74"}}},
         {.variables = {{"CONNECTION_POOL_SIZE", "75"}}},
         "CONNECTION_POOL_SIZE = 74 for 75 updates"},
        {"telegram.pool_vs_updates",
         {.variables = {{"CONNECTION_POOL_SIZE", "301"}}},
         {.variables = {{"CONNECTION_POOL_SIZE", "300"}}},
         "more than 4 x 75 = 300",
         "info"},
        {"telegram.pool_timeout",
         {.policy = {shared_timeout("POOL_TIMEOUT")}},
         {.policy = {shared_timeout("HTTP_POOL_TIMEOUT")}},
         "POOL_TIMEOUT feeds both",
         "warning"},
        {"telegram.polling_replicas",
         {.toml = "[deploy]\npolling = true\nreplicas = 2\n"},
         {.toml = "[deploy]\npolling = false\nreplicas = 2\n"},
         "2 x 1 = 2 processes poll"},
        {"telegram.polling_replicas",
         {.toml = "[deploy]\npolling = true\noverlap = true\n"},
         {.toml = "[deploy]\npolling = true\n"},
         "old and new poll together",
         "warning"},
    };
    return all;
}

}  // namespace

TEST_CASE("a bot that Telegram will refuse, or that will not reach it, is found") {
    check_cases_without_server(cases());
}

TEST_CASE("whether the bot polls is for [deploy] to say") {
    MigrateTest program;
    set_up(program, {.toml = "[deploy]\nreplicas = 2\n"});
    CHECK(report_of(program, "telegram.polling_replicas")["skipped"][0]["reason"] ==
          "nobody said polling in [deploy] of migrate.toml");
}
