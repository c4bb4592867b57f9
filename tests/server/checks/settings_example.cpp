#include "tests/server/checks/settings_example.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/test_role.hpp"
#include "tests/support/test_server.hpp"

#include <fstream>
#include <sstream>

#include <fmt/format.h>

namespace migrate::test {

namespace {

std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    if (at == std::string::npos) throw std::runtime_error("checks/settings.toml does not hold: " + what);
    return text.replace(at, what.size(), with);
}

void look_at(const SettingCase& tried, const MigrateTest& found, const MigrateTest& near) {
    INFO(tried.id);
    const auto findings = findings_of(found, tried.id);
    CAPTURE(report_of(found, tried.id).dump(2));
    REQUIRE(!findings.empty());
    CHECK(findings[0]["check"] == tried.id);
    CHECK(findings[0]["severity"] == tried.severity);
    CHECK(findings[0]["message"].get<std::string>().find(tried.says) != std::string::npos);
    CAPTURE(report_of(near, tried.id).dump(2));
    CHECK(is_silent(near, tried.id));
}

/// A database and a role of their own, and the bot that uses them.
struct Bot {
    TestRole role{"bot"};
    TestDatabase database;
    MigrateTest program;

    explicit Bot(const Changes& changes) {
        set_up(program, changes);
        if (changes.url.empty()) program.database(role.url(database));
        for (const std::string& statement : changes.sql)
            database.psql(fmt::format(fmt::runtime(statement), fmt::arg("role", role.quoted()),
                                      fmt::arg("database", quote_identifier(database.name()))));
    }
};

}  // namespace

void set_up(MigrateTest& program, const Changes& changes) {
    program.bot_settings(changes.variables);
    if (!changes.toml.empty()) program.file("migrate.toml", changes.toml);
    std::string policy = text_of(program.path() / "checks/settings.toml");
    for (const auto& [what, with] : changes.policy) policy = replaced(policy, what, with);
    program.file("checks/settings.toml", policy);
    if (!changes.url.empty()) program.database(changes.url);
}

void check_cases(const std::vector<SettingCase>& cases) {
    const int version = std::stoi(psql(test_server().url(), "SHOW server_version_num")) / 10000;
    for (const SettingCase& tried : cases) {
        if (version < tried.since) continue;
        const Bot found(tried.found);
        const Bot near(tried.near);
        look_at(tried, found.program, near.program);
    }
}

void check_cases_without_server(const std::vector<SettingCase>& cases) {
    for (const SettingCase& tried : cases) {
        MigrateTest found;
        MigrateTest near;
        set_up(found, tried.found);
        set_up(near, tried.near);
        look_at(tried, found, near);
    }
}

}  // namespace migrate::test
