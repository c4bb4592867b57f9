// How long connections are kept, against how long they live.

#include "tests/server/checks/settings_example.hpp"
#include "tests/support/catch.hpp"

using namespace migrate::test;

namespace {

constexpr auto far_away = "postgresql://bot@192.0.2.1/bot";

const std::vector<SettingCase>& cases_of_variables() {
    static const std::vector<SettingCase> all{
        {"lifetime.pre_ping_off",
         {.policy = {{"value = true", "value = false"}}},
         {},
         "pool pre-ping is off",
         "warning"},
        {"lifetime.recycle_vs_nat",
         {.toml = "[deploy]\nprovider = \"aws\"\n"},
         {.variables = {{"DB_POOL_RECYCLE", "300"}}, .toml = "[deploy]\nprovider = \"aws\"\n"},
         "DB_POOL_RECYCLE = 15 min, the network drops what is idle for 5 min 50 s",
         "warning"},
        {"lifetime.recycle_vs_nat",
         {.toml = "[deploy]\nnetwork_idle = \"900s\"\n", .policy = {{"value = true", "value = false"}}},
         {.toml = "[deploy]\nnetwork_idle = \"901s\"\n", .policy = {{"value = true", "value = false"}}},
         "15 min"},
        {"lifetime.recycle_vs_nat",
         {.variables = {{"DB_POOL_RECYCLE", "-1"}},
          .toml = "[deploy]\nnetwork_idle = 350\n",
          .url = far_away},
         {.variables = {{"DB_POOL_RECYCLE", "-1"}},
          .toml = "[deploy]\nnetwork_idle = 350\n",
          .url = "postgresql:///bot?host=/tmp"},
         "DB_POOL_RECYCLE = never",
         "warning"},
        {"lifetime.recycle_tiny",
         {.variables = {{"DB_POOL_RECYCLE", "59"}}},
         {.variables = {{"DB_POOL_RECYCLE", "60"}}},
         "59 s",
         "warning"},
        {"lifetime.client_idle",
         {.toml = "[pooler]\nmode = \"session\"\nclient_idle = \"15min\"\n"},
         {.toml = "[pooler]\nmode = \"session\"\nclient_idle = \"16min\"\n"},
         "cuts clients that are idle for 15 min"},
        {"lifetime.neon_zero",
         {.url = "postgresql://bot@ep-cool-1.aws.neon.tech/bot"},
         {.variables = {{"DB_POOL_RECYCLE", "240"}}, .url = "postgresql://bot@ep-cool-1.aws.neon.tech/bot"},
         "neon stops a server that is idle for 5 min",
         "warning"},
    };
    return all;
}

const std::vector<SettingCase>& cases() {
    static const std::vector<SettingCase> all{
        {"lifetime.recycle_vs_idle_session",
         {.sql = {"ALTER ROLE {role} SET idle_session_timeout = '15min'"}},
         {.sql = {"ALTER ROLE {role} SET idle_session_timeout = '16min'"}},
         "idle_session_timeout = 15 min, and DB_POOL_RECYCLE = 15 min",
         "error",
         14},
    };
    return all;
}

}  // namespace

TEST_CASE("connections that are kept for longer than they live are found") {
    check_cases_without_server(cases_of_variables());
    check_cases(cases());
}
