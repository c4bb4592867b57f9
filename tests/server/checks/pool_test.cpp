// Whether the bot's pools fit: the server, its role, its updates.

#include "tests/server/checks/settings_example.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/idle_session.hpp"
#include "tests/support/test_role.hpp"
#include "tests/support/test_server.hpp"

using namespace migrate;
using namespace migrate::test;

namespace {

/// What is left to everybody is 97: test servers are stock, 100 of which 3 are reserved.
const std::vector<SettingCase>& cases() {
    static const std::vector<SettingCase> all{
        {"pool.fits_server",
         {.toml = "[deploy]\nreplicas = 2\n"},
         {.toml = "[deploy]\nreplicas = 1\nprocesses = 1\n"},
         "2 replicas x (25 + 40 + 1) + 3 = 135 connections, the server lends 97 (100 - 3 reserved)"},
        {"pool.fits_server",
         {.variables = {{"DB_MAX_OVERFLOW", "23"}},
          .toml = "[deploy]\nprocesses = 2\nside_connections = 0\n"},
         {.variables = {{"DB_MAX_OVERFLOW", "22"}},
          .toml = "[deploy]\nprocesses = 2\nside_connections = 0\n"},
         "1 replica x 2 processes x (25 + 23 + 0) + 3 = 99 connections"},
        {"pool.fits_deploy",
         {},
         {.toml = "[deploy]\noverlap = false\n"},
         "2 x 1 replica x (25 + 40 + 1) + 3 = 135 connections, the server lends 97",
         "warning"},
        {"pool.fits_deploy",
         {.toml = "[deploy]\noverlap = true\n"},
         {.variables = {{"DB_MAX_OVERFLOW", "21"}}, .toml = "[deploy]\noverlap = true\n"},
         "while a deploy runs old and new together"},
        {"pool.fits_deploy",
         {.variables = {{"RAILWAY_DEPLOYMENT_OVERLAP_SECONDS", "10"}}},
         {.variables = {{"RAILWAY_DEPLOYMENT_OVERLAP_SECONDS", "10"}}, .toml = "[deploy]\noverlap = false\n"},
         "135"},
        {"pool.role_limit",
         {.sql = {"ALTER ROLE {role} CONNECTION LIMIT 65"}},
         {.sql = {"ALTER ROLE {role} CONNECTION LIMIT 66"}},
         "may open 65, the bot wants 1 replica x (25 + 40 + 1) = 66 connections"},
        {"pool.role_limit",
         {.sql = {"ALTER ROLE {role} CONNECTION LIMIT 1"}},
         {.sql = {"ALTER ROLE {role} SUPERUSER CONNECTION LIMIT 1"}},
         "may open 1"},
        {"pool.database_limit",
         {.sql = {"ALTER DATABASE {database} CONNECTION LIMIT 68"}},
         {.sql = {"ALTER DATABASE {database} CONNECTION LIMIT 69"}},
         "takes 68"},
        {"pool.headroom",
         {.variables = {{"DB_MAX_OVERFLOW", "65"}}},
         {.variables = {{"DB_MAX_OVERFLOW", "64"}}},
         "leave 3, fewer than 4",
         "warning"},
        {"pool.app_is_superuser", {.sql = {"ALTER ROLE {role} SUPERUSER"}}, {}, "is a superuser", "warning"},
        {"pool.app_is_superuser", {.toml = "[deploy]\nrole = \"postgres\"\n"}, {}, "postgres", "warning"},
    };
    return all;
}

const std::vector<SettingCase>& cases_of_variables() {
    static const std::vector<SettingCase> all{
        {"pool.unlimited",
         {.variables = {{"DB_POOL_SIZE", "0"}}},
         {.variables = {{"DB_POOL_SIZE", "1"}}},
         "no limit"},
        {"pool.unlimited",
         {.variables = {{"DB_MAX_OVERFLOW", "-1"}}},
         {.variables = {{"DB_MAX_OVERFLOW", "0"}}},
         "DB_MAX_OVERFLOW = -1"},
        {"pool.overflow_heavy",
         {.variables = {{"DB_MAX_OVERFLOW", "26"}}},
         {.variables = {{"DB_MAX_OVERFLOW", "25"}}},
         "a burst of 51 logs in 26 times",
         "warning"},
        {"pool.concurrency",
         {.variables = {{"MAX_CONCURRENT_UPDATES", "66"}}},
         {.variables = {{"MAX_CONCURRENT_UPDATES", "65"}}},
         "1 of 66 updates wait for one of 25 + 40 = 65 connections; queries that take more than 5 s fail them",
         "warning"},
        {"pool.concurrency",
         {.policy = {{"10_000", "4_000"}}},
         {.variables = {{"DB_POOL_SIZE", "35"}}},
         "10 of 75",
         "info"},
        {"pool.wait_budget",
         {.toml = "[deploy]\nhold = \"5s\"\n"},
         {.toml = "[deploy]\nhold = \"4900ms\"\n"},
         "wait 1 x 5 s = 5 s, the pool lets them 5 s",
         "warning"},
        {"pool.bigger_than_useful",
         {.toml = "[deploy]\ncpus = 11\n"},
         {.toml = "[deploy]\ncpus = 12\n"},
         "1 x 25 = 25 connections at work are above 2 x 11 processors + 1 = 23",
         "info"},
        {"pool.open_files",
         {.toml = "[deploy]\nopen_files = 279\n"},
         {.toml = "[deploy]\nopen_files = 280\n"},
         "25 + 40 + 150 + 64 = 279 files",
         "warning"},
    };
    return all;
}

}  // namespace

TEST_CASE("pools that do not fit the server, the role or the database are found, with the arithmetic") {
    check_cases(cases());
}

TEST_CASE("pools that do not fit the bot's own numbers are found") {
    check_cases_without_server(cases_of_variables());
}

TEST_CASE("a pool that does not fit comes with two ways out, the first of which fits") {
    const TestRole role("bot");
    const TestDatabase database;
    MigrateTest program;
    set_up(program, {.toml = "[deploy]\nreplicas = 2\n"});
    program.database(role.url(database));
    const std::string fix = findings_of(program, "pool.fits_server")[0]["fix"];
    CHECK(fix.find("DB_MAX_OVERFLOW=21") != std::string::npos);
    CHECK(fix.find("max_connections = 138") != std::string::npos);
    program.bot_settings({{"DB_MAX_OVERFLOW", "21"}});
    CHECK(is_silent(program, "pool.fits_server"));
}

TEST_CASE("sessions of other roles are counted against the bot's pools") {
    const TestRole role("bot");
    const TestDatabase database;
    MigrateTest program;
    set_up(program, {.variables = {{"DB_MAX_OVERFLOW", "67"}}});
    program.database(role.url(database));
    std::vector<IdleSession> others;
    others.reserve(6);
    for (int i = 0; i < 3; ++i) others.emplace_back(database, "SELECT 1");
    CHECK(is_silent(program, "pool.other_users"));
    for (int i = 0; i < 3; ++i) others.emplace_back(database, "SELECT 1");
    const auto findings = findings_of(program, "pool.other_users");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0]["message"].get<std::string>().find("postgres 6") != std::string::npos);
}

TEST_CASE("a server that reserves nothing for repairs is found") {
    const Sandbox bare = Sandbox::start({.settings = {"superuser_reserved_connections=0"}});
    MigrateTest program;
    program.database(bare.url());
    CHECK(findings_of(program, "pool.no_reserve")[0]["severity"] == "warning");
    program.database(test_server().url());
    CHECK(is_silent(program, "pool.no_reserve"));
}

TEST_CASE("a number that is not set makes a rule skip, with its name") {
    const TestDatabase database;
    MigrateTest program;
    set_up(program, {.variables = {{"DB_POOL_SIZE", ""}}});
    program.database(database.url());
    const auto report = report_of(program, "pool.fits_server");
    CHECK(report["checked"].empty());
    CHECK(report["skipped"][0]["reason"] == "DB_POOL_SIZE is not set");
}
