// Whether timeouts are set, and in an order that makes sense.

#include "tests/server/checks/settings_example.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/test_server.hpp"

using namespace migrate::test;

namespace {

/// A driver that leaves statement_timeout, or idle_in_transaction_session_timeout, to the server.
const std::pair<std::string, std::string> no_statement{"role  = \"statement_timeout\"\n", ""};
const std::pair<std::string, std::string> no_idle{"role  = \"idle_in_transaction_timeout\"\n", ""};

const std::vector<SettingCase>& cases() {
    static const std::vector<SettingCase> all{
        {"timeout.statement_zero",
         {.policy = {no_statement}},
         {},
         "statement_timeout is 0 for the bot (default)"},
        {"timeout.statement_zero",
         {.policy = {no_statement},
          .sql = {"ALTER DATABASE {database} SET statement_timeout = '20s'",
                  "ALTER ROLE {role} SET statement_timeout = 0"}},
         {.policy = {no_statement}, .sql = {"ALTER DATABASE {database} SET statement_timeout = '20s'"}},
         "(role bot-"},
        {"timeout.unit",
         {.sql = {"ALTER ROLE {role} SET statement_timeout = 10"}},
         {.sql = {"ALTER ROLE {role} SET statement_timeout = '10s'",
                  "ALTER DATABASE {database} SET idle_session_timeout = 60000"}},
         "statement_timeout = 10 (role bot-",
         "error",
         14},
        {"timeout.idle_transaction_zero",
         {.policy = {no_idle}},
         {.policy = {no_idle}, .sql = {"ALTER ROLE {role} SET idle_in_transaction_session_timeout = '1min'"}},
         "idle_in_transaction_session_timeout is 0",
         "warning"},
        {"timeout.idle_transaction_order",
         {.policy = {no_idle}, .sql = {"ALTER ROLE {role} SET idle_in_transaction_session_timeout = '10s'"}},
         {.policy = {no_idle}, .sql = {"ALTER ROLE {role} SET idle_in_transaction_session_timeout = '11s'"}},
         "idle_in_transaction_session_timeout = 10 s, statement_timeout = 10 s",
         "warning"},
        {"timeout.http_order",
         {.variables = {{"HTTP_CLIENT_TIMEOUT", "30"}}},
         {.variables = {{"HTTP_CLIENT_TIMEOUT", "29"}}},
         "HTTP_CLIENT_TIMEOUT = 30 s, idle_in_transaction_session_timeout = 30 s",
         "info"},
        {"timeout.lock_order",
         {.sql = {"ALTER ROLE {role} SET lock_timeout = '10s'"}},
         {.sql = {"ALTER ROLE {role} SET lock_timeout = '9s'"}},
         "lock_timeout = 10 s, statement_timeout = 10 s",
         "warning"},
        {"timeout.idle_session_lock",
         {.sql = {"ALTER ROLE {role} SET idle_session_timeout = '1h'"}},
         {.toml = "[deploy]\nside_connections = 0\n",
          .sql = {"ALTER ROLE {role} SET idle_session_timeout = '1h'"}},
         "idle_session_timeout = 1 h ends the 1 session",
         "error",
         14},
    };
    return all;
}

const std::vector<SettingCase>& cases_of_variables() {
    static const std::vector<SettingCase> all{
        {"timeout.connect_min",
         {.variables = {{"DB_CONNECT_TIMEOUT", "1"}}},
         {.variables = {{"DB_CONNECT_TIMEOUT", "2"}}},
         "libpq waits 2 s",
         "info"},
        {"timeout.connect_hosts",
         {.url = "postgresql://bot@192.0.2.1,192.0.2.2/bot"},
         {.variables = {{"DB_CONNECT_TIMEOUT", "2"}}, .url = "postgresql://bot@192.0.2.1,192.0.2.2/bot"},
         "2 addresses x 3 s = 6 s, the pool waits 5 s",
         "warning"},
        {"timeout.handler_budget",
         {.toml = "[deploy]\nprovider = \"railway\"\n"},
         {.variables = {{"RAILWAY_DEPLOYMENT_DRAINING_SECONDS", "18"}},
          .toml = "[deploy]\nprovider = \"railway\"\n"},
         "5 s + 3 s + 10 s = 18 s at worst, the platform kills after 0 ms",
         "warning"},
        {"timeout.query_wait",
         {.toml = "[deploy]\nprovider = \"railway-pgbouncer\"\n"},
         {.toml = "[pooler]\nquery_wait = \"15s\"\n[deploy]\nprovider = \"railway-pgbouncer\"\n"},
         "a query waits up to 2 min in the pooler; the bot counts with 5 s + 10 s = 15 s",
         "warning"},
    };
    return all;
}

}  // namespace

TEST_CASE("timeouts of the bot's role that are missing or out of order are found") {
    check_cases(cases());
}

TEST_CASE("timeouts of the bot's variables that are out of order are found") {
    check_cases_without_server(cases_of_variables());
}

TEST_CASE("from PostgreSQL 17 on, a transaction's timeout below a query's is found") {
    const TestDatabase database;
    MigrateTest program;
    set_up(program, {});
    program.database(database.url());
    CHECK(is_silent(program, "timeout.transaction_timeout"));
    if (std::stoi(database.psql("SHOW server_version_num")) < 170000) return;
    database.psql("ALTER DATABASE \"" + database.name() + "\" SET transaction_timeout = '9s'");
    CHECK(findings_of(program, "timeout.transaction_timeout")[0]["severity"] == "info");
}
