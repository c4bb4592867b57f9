// Whether each variable is set, and to a value of its kind; and the table.

#include "tests/server/checks/settings_example.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/test_server.hpp"

using namespace migrate::test;

namespace {

const std::vector<SettingCase>& cases() {
    static const std::vector<SettingCase> all{
        {"setting.unset",
         {.variables = {{"DB_POOL_SIZE", ""}}},
         {},
         "DB_POOL_SIZE is not set; recommended is 25 connections",
         "warning"},
        {"setting.unset",
         {.variables = {{"LOG_LEVEL", ""}}},
         {.variables = {{"LOG_LEVEL", ""}},
          .policy = {{"recommended = \"WARNING\"\n", "recommended = \"WARNING\"\ndefault = \"WARNING\"\n"}}},
         "LOG_LEVEL is not set",
         "warning"},
        {"setting.unparsable",
         {.variables = {{"DB_POOL_SIZE", "twenty"}}},
         {.variables = {{"DB_POOL_SIZE", "1_000"}}},
         "DB_POOL_SIZE = twenty (.env) is no whole number"},
        {"setting.unparsable",
         {.variables = {{"DB_POOL_RECYCLE", "10 000 ms"}}},
         {.variables = {{"DB_POOL_RECYCLE", "10s"}}},
         "is no number of seconds"},
        {"setting.unit",
         {.variables = {{"DB_CONNECT_TIMEOUT", "3s"}}},
         {.variables = {{"DB_CONNECT_TIMEOUT", "3s"}},
          .policy = {{"[[variable]]", "accepts_units = true\n[[variable]]"}}},
         "DB_CONNECT_TIMEOUT = 3s has a unit; the bot reads a bare number of seconds",
         "warning"},
        {"setting.unit",
         {.variables = {{"DB_CONNECT_TIMEOUT", "3000"}}},
         {.variables = {{"DB_CONNECT_TIMEOUT", "30"}}},
         "is read as 3000 s; recommended is 3 s",
         "warning"},
        {"setting.not_recommended",
         {.variables = {{"DB_POOL_RECYCLE", "1800"}}},
         {.variables = {{"DB_POOL_RECYCLE", "900.0"}}},
         "DB_POOL_RECYCLE is 1800 s (.env); recommended is 900 s",
         "info"},
    };
    return all;
}

nlohmann::json line_of(const nlohmann::json& report, const std::string& name) {
    for (const auto& line : report["settings"]) {
        if (line["name"] == name) return line;
    }
    return nullptr;
}

}  // namespace

TEST_CASE("variables that are not set, or hold no value of their kind, are found") {
    check_cases_without_server(cases());
}

TEST_CASE("what a variable holds is not told where its name is a secret's") {
    MigrateTest program;
    set_up(program, {.variables = {{"BOT_TOKEN", "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"}},
                     .policy = {{"\"DB_POOL_SIZE\"", "\"BOT_TOKEN\""}}});
    const ProcessResult result = program.run({"check", "setting"});
    CHECK(result.output.find("BOT_TOKEN = *** (.env) is no whole number") != std::string::npos);
    CHECK((result.output + result.errors).find("AAHdq") == std::string::npos);
}

TEST_CASE("a URL in the wrong variable is shown without its password, on one line") {
    MigrateTest program;
    set_up(program,
           {.variables = {{"DB_POOL_SIZE",
                           "postgresql://bot:a-very-long-password-of-the-bot@db/bot\nDB_MAX_OVERFLOW=40"}}});
    const std::string message = findings_of(program, "setting.unparsable")[0]["message"];
    CHECK(message == "DB_POOL_SIZE = postgresql://bot:***@db/bot DB_MAX_OVERF… (.env) is no whole number");
}

TEST_CASE("the table has the current value, the recommended one, the source and the verdict") {
    MigrateTest program;
    set_up(program, {.variables = {{"LOG_LEVEL", "INFO"}, {"DB_POOL_SIZE", ""}}});
    program.variable("DB_MAX_OVERFLOW", "10");
    const auto report =
        nlohmann::json::parse(program.run({"check", "setting", "log", "--format", "json"}).output);
    CHECK(line_of(report, "LOG_LEVEL") ==
          nlohmann::json{{"name", "LOG_LEVEL"},
                         {"current", "INFO"},
                         {"recommended", "WARNING"},
                         {"source", ".env"},
                         {"verdict", "log.token_leak, setting.not_recommended"}});
    CHECK(line_of(report, "DB_POOL_SIZE")["current"].is_null());
    CHECK(line_of(report, "DB_POOL_SIZE")["source"] == "not set");
    CHECK(line_of(report, "DB_MAX_OVERFLOW")["source"] == "environment");
    CHECK(line_of(report, "pool timeout")["source"] == "driver");
    CHECK(line_of(report, "statement_timeout")["current"] == "10000 ms");
}

TEST_CASE("settings of the server come as the bot's role gets them, the one in force first") {
    const TestDatabase database;
    MigrateTest program;
    set_up(program, {.policy = {{"role  = \"statement_timeout\"\n", ""}}});
    program.database(database.url());
    database.psql("ALTER DATABASE \"" + database.name() + "\" SET statement_timeout = '20s'");
    const auto report = report_of(program, "timeout.statement_zero");
    CHECK(line_of(report, "max_connections")["current"] == "100");
    std::vector<std::string> sources;
    for (const auto& row : report["settings"]) {
        if (row["name"] == "statement_timeout") sources.push_back(row["source"]);
    }
    CHECK(sources == std::vector<std::string>{"driver", "database " + database.name()});
}

TEST_CASE("without checks of settings among those asked for there is no table") {
    MigrateTest program;
    set_up(program, {});
    program.revision("a");
    CHECK(program.json({"check", "files"})["settings"].empty());
}

TEST_CASE("without a policy the checks of settings are skipped, and say what would give one") {
    MigrateTest program;
    program.revision("a");
    const auto report = report_of(program, "setting");
    CHECK(report["checked"].empty());
    CHECK(report["skipped"][0]["reason"].get<std::string>().find("no settings policy") != std::string::npos);
    CHECK(report["settings"].empty());
}

TEST_CASE("a policy with problems is exit 2 with all of them; so is one that is named and not there") {
    MigrateTest program;
    set_up(program, {.policy = {{"\"pool_size\"", "\"pool_sise\""}, {"\"flag\"", "\"bool\""}}});
    const ProcessResult broken = program.run({"check", "setting"});
    CHECK(broken.exit_code == 2);
    CHECK(broken.errors.find("did you mean pool_size?") != std::string::npos);
    CHECK(broken.errors.find("kind must be") != std::string::npos);
    program.file("migrate.toml", "[settings]\npolicy = \"other.toml\"\n");
    CHECK(program.run({"check", "setting"}).exit_code == 2);
    program.bot_settings();
    std::filesystem::rename(program.path() / "checks/settings.toml", program.path() / "other.toml");
    CHECK(is_silent(program, "setting"));
}
