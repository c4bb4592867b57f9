// Keep-alives and timeouts of the way to the server.

#include "tests/server/checks/settings_example.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/test_server.hpp"

using namespace migrate::test;

namespace {

std::string far_away(const std::string& parameters = "") {
    return "postgresql+psycopg://bot@192.0.2.1:5432/bot" + parameters;
}

const std::vector<SettingCase>& cases_of_variables() {
    static const std::string aws = "[deploy]\nprovider = \"aws\"\n";
    static const std::vector<SettingCase> all{
        {"network.keepalive",
         {.toml = aws, .url = far_away()},
         {.toml = aws, .url = far_away("?keepalives_idle=60")},
         "the first keep-alive is sent after 2 h, the network drops what is idle for 5 min 50 s",
         "warning"},
        {"network.keepalive",
         {.toml = aws, .url = far_away("?keepalives=0&keepalives_idle=60")},
         {.toml = aws, .url = "postgresql://localhost/bot"},
         "keep-alives are off",
         "warning"},
        {"network.user_timeout",
         {.url = far_away()},
         {.url = far_away("?tcp_user_timeout=10000")},
         "neither",
         "warning"},
        {"network.user_timeout",
         {.url = far_away("?tcp_user_timeout=0")},
         {.policy = {{"[[driver]]",
                      "[[driver]]\nname = \"keepalives_idle\"\nrole = \"keepalives_idle\"\n"
                      "kind = \"seconds\"\nvalue = 60\n\n[[driver]]"}},
          .url = far_away()},
         "neither",
         "warning"},
    };
    return all;
}

const std::vector<SettingCase>& cases() {
    static const std::vector<SettingCase> all{
        {"network.client_check",
         {.toml = "[deploy]\ndrain = 0\n"},
         {.toml = "[deploy]\ndrain = 0\n",
          .sql = {"ALTER ROLE {role} SET client_connection_check_interval = '10s'"}},
         "client_connection_check_interval is 0",
         "info",
         14},
        {"network.client_check",
         {.toml = "[deploy]\nprovider = \"railway\"\n"},
         {.variables = {{"RAILWAY_DEPLOYMENT_DRAINING_SECONDS", "20"}},
          .toml = "[deploy]\nprovider = \"railway\"\n"},
         "killed",
         "info",
         14},
    };
    return all;
}

}  // namespace

TEST_CASE("a way to the server that can go silent is found") {
    check_cases_without_server(cases_of_variables());
    check_cases(cases());
}

TEST_CASE("a server that notices lost clients late is found; over a socket none are lost") {
    migrate::SandboxOptions options = fast_sandbox();
    options.tcp = true;
    const migrate::Sandbox server = migrate::Sandbox::start(options);
    MigrateTest program;
    set_up(program, {.toml = "[deploy]\nnetwork_idle = \"350s\"\n"});
    program.database(server.tcp_url());
    const auto findings = findings_of(program, "network.server_side");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0]["severity"] == "info");
    program.database(server.url());
    CHECK(is_silent(program, "network.server_side"));
    psql(server.url(), "ALTER ROLE postgres SET tcp_keepalives_idle = 60");
    program.database(server.tcp_url());
    CHECK(is_silent(program, "network.server_side"));
}
