// What a pooler in front changes.

#include "tests/server/checks/settings_example.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/pgbouncer.hpp"
#include "tests/support/test_server.hpp"

#include <fmt/format.h>

using namespace migrate::test;

namespace {

const std::vector<SettingCase>& cases_of_variables() {
    static const std::vector<SettingCase> all{
        {"pooler.clients",
         {.toml = "[deploy]\nreplicas = 2\n[pooler]\nclients = 129\n"},
         {.toml = "[deploy]\nreplicas = 2\n[pooler]\nclients = 65\ninstances = 2\n"},
         "2 replicas x (25 + 40) = 130 connections, the pooler takes 1 x 129 = 129"},
        {"pooler.double_pool",
         {.toml = "[deploy]\nprovider = \"railway-pgbouncer\"\n"},
         {.toml = "[deploy]\nprovider = \"railway-pgbouncer\"\n[pooler]\nsize = 65\n"},
         "over 20 of the pooler: 45 wait",
         "warning"},
        {"pooler.double_pool",
         {.toml = "[pooler]\nmode = \"transaction\"\nsize = 64\n"},
         {.toml = "[pooler]\nmode = \"session\"\nsize = 64\n"},
         "over 64",
         "warning"},
        {"pooler.prepared_statements",
         {.toml = "[pooler]\nmode = \"transaction\"\n", .policy = {{"value = false", "value = true"}}},
         {.toml = "[pooler]\nmode = \"transaction\"\n"},
         "the pooler pools by transaction"},
        {"pooler.prepared_statements",
         {.toml = "[deploy]\nprovider = \"neon-pooler\"\n", .policy = {{"value = false", "value = true"}}},
         {.toml = "[deploy]\nprovider = \"neon\"\n", .policy = {{"value = false", "value = true"}}},
         "transaction"},
    };
    return all;
}

const std::vector<SettingCase>& cases() {
    static const std::vector<SettingCase> all{
        {"pooler.servers",
         {.toml = "[pooler]\nsize = 95\n"},
         {.toml = "[pooler]\nsize = 94\n"},
         "1 x 95 + 3 = 98 connections of the pooler, the server lends 97"},
    };
    return all;
}

/// The lines of the table about one setting: "7 s by role bot".
std::vector<std::string> lines_about(const MigrateTest& program, const std::string& name) {
    std::vector<std::string> lines;
    const auto report = report_of(program, "pooler");
    for (const auto& line : report["settings"]) {
        if (line["name"] == name)
            lines.push_back(fmt::format("{} by {}", line["current"].get<std::string>(),
                                        line["source"].get<std::string>()));
    }
    return lines;
}

}  // namespace

TEST_CASE("pools that do not go together with a pooler are found") {
    check_cases_without_server(cases_of_variables());
    check_cases(cases());
}

TEST_CASE("behind a real pooler the bot's own pools are not counted against the server") {
    const TestDatabase database;
    const PgBouncer pooler(test_server().url(), "transaction");
    MigrateTest program;
    set_up(program, {.toml = "[deploy]\nreplicas = 2\n"});
    program.database(pooler.url(database.name()));
    CHECK(report_of(program, "pool.fits_server")["skipped"][0]["reason"].get<std::string>().find(
              "pooler.servers") != std::string::npos);
}

TEST_CASE(
    "a setting that a pooler's session began without is found, and the table shows which one the bot gets") {
    const TestDatabase database;
    const PgBouncer pooler(test_server().url(), "transaction");
    const std::string pooled = pooler.url(database.name());
    MigrateTest program;
    set_up(program, {});
    program.database(pooled);
    CHECK(is_silent(program, "pooler.stale_setting"));
    database.psql(fmt::format("ALTER DATABASE \"{}\" SET statement_timeout = '20s'", database.name()));
    database.psql(
        fmt::format("ALTER ROLE postgres IN DATABASE \"{}\" SET statement_timeout = '7s'", database.name()));

    const auto findings = findings_of(program, "pooler.stale_setting");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0]["severity"] == "warning");
    CHECK(findings[0]["subject"] == "statement_timeout");
    CHECK(findings[0]["message"].get<std::string>().find(
              "is 0 in the pooled session that the bot gets, and 7 s by role postgres in database") !=
          std::string::npos);
    const std::string name = database.name();
    CHECK(lines_about(program, "statement_timeout") ==
          std::vector<std::string>{"0 by pooled session", "10 s by driver, not in force",
                                   "7 s by role postgres in database " + name + ", not in force",
                                   "20 s by database " + name + ", not in force"});

    program.variable("DATABASE_UNPOOLED_URL", database.url());
    CHECK(findings_of(program, "pooler.stale_setting")[0]["message"].get<std::string>().find(
              "7 s by a session past the pooler (DATABASE_UNPOOLED_URL)") != std::string::npos);
    CHECK(lines_about(program, "statement_timeout").back() ==
          "7 s by direct session (DATABASE_UNPOOLED_URL), not in force");
}

TEST_CASE("a SET that somebody left behind in a pooled session is found") {
    const TestDatabase database;
    const PgBouncer pooler(test_server().url(), "transaction",
                           {"server_reset_query = ", "default_pool_size = 1"});
    MigrateTest program;
    set_up(program, {});
    program.database(pooler.url(database.name()));
    psql(pooler.url(database.name()), "SET statement_timeout = '7777ms'");
    const auto findings = findings_of(program, "pooler.stale_setting");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0]["message"].get<std::string>().find("7.8 s in the pooled session") != std::string::npos);
}

TEST_CASE("behind a pooler that is fresh, and on a direct line, nothing is stale") {
    const TestDatabase database;
    database.psql(fmt::format("ALTER DATABASE \"{}\" SET statement_timeout = '20s'", database.name()));
    const PgBouncer pooler(test_server().url(), "transaction");
    MigrateTest program;
    set_up(program, {});
    program.database(pooler.url(database.name()));
    CHECK(is_silent(program, "pooler.stale_setting"));
    program.database(database.url());
    CHECK(is_silent(program, "pooler.stale_setting"));
    CHECK(lines_about(program, "statement_timeout").front() == "10 s by driver");
}
