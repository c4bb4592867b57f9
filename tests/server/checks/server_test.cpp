// The server's own state and settings.

#include "tests/server/checks/settings_example.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/standby.hpp"
#include "tests/support/test_server.hpp"

using namespace migrate;
using namespace migrate::test;

namespace {

const std::vector<SettingCase>& cases() {
    static const std::vector<SettingCase> all{
        {"server.read_only",
         {.sql = {"ALTER ROLE {role} SET default_transaction_read_only = on"}},
         {.sql = {"ALTER ROLE {role} SET default_transaction_read_only = off",
                  "ALTER DATABASE {database} SET default_transaction_read_only = on"}},
         "default_transaction_read_only is on for the bot (role bot-"},
        {"server.memory",
         {.toml = "[deploy]\nram = \"800MB\"\n"},
         {.toml = "[deploy]\nram = \"1200MB\"\n"},
         "97 x 4 MB x 1.5 + 128 MB + 3 x 64 MB = 902 MB of 800 MB",
         "error"},
        {"server.memory",
         {.toml = "[deploy]\nram = \"1800MB\"\n", .sql = {"ALTER ROLE {role} SET work_mem = '8MB'"}},
         {.toml = "[deploy]\nram = \"2GB\"\n", .sql = {"ALTER ROLE {role} SET work_mem = '8MB'"}},
         "97 x 8 MB x 1.5 + ",
         "warning"},
        {"server.backend_memory",
         {.toml = "[deploy]\nram = \"1GB\"\n"},
         {.toml = "[deploy]\nram = \"2GB\"\n"},
         "1 replica x (25 + 40) = 65 connections x 5 MB = 325 MB of 1 GB",
         "info"},
    };
    return all;
}

}  // namespace

TEST_CASE("a server that cannot do what the bot's settings ask for is found") {
    check_cases(cases());
}

TEST_CASE("what ALTER SYSTEM set is named, and what waits for a restart") {
    const Sandbox server = Sandbox::start(fast_sandbox());
    MigrateTest program;
    program.database(server.url());
    CHECK(is_silent(program, "server.auto_conf"));
    CHECK(is_silent(program, "server.pending_restart"));
    psql(server.url(), "ALTER SYSTEM SET lock_timeout = '3s'");
    psql(server.url(), "ALTER SYSTEM SET max_connections = 50");
    psql(server.url(), "SELECT pg_reload_conf(); SELECT pg_sleep(0.2)");
    const auto automatic = findings_of(program, "server.auto_conf");
    REQUIRE(automatic.size() == 1);
    CHECK(automatic[0]["subject"] == "lock_timeout");
    CHECK(automatic[0]["severity"] == "info");
    const auto pending = findings_of(program, "server.pending_restart");
    REQUIRE(pending.size() == 1);
    CHECK(pending[0]["message"] ==
          "max_connections was changed in the files, and is 100 until the server restarts");
}

TEST_CASE("a standby is found; its primary is none") {
    const Sandbox primary = Sandbox::start(fast_sandbox());
    const Standby standby(primary, "replica");
    MigrateTest program;
    program.database(standby.url());
    CHECK(findings_of(program, "server.standby")[0]["severity"] == "error");
    program.database(primary.url());
    CHECK(is_silent(program, "server.standby"));
}
