#include "tests/support/migrate_test.hpp"

#include "tests/support/catch.hpp"

#include <cstdlib>
#include <fstream>

#include <fmt/format.h>

namespace migrate::test {

MigrateTest::MigrateTest() {
    std::string name = (std::filesystem::temp_directory_path() / "migrate-cli-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a directory for the test");
    path_ = name;
    std::filesystem::create_directory(path_ / "migrations");
    for (const char* variable : {"DATABASE_URL", "MIGRATE_DATABASE_URL", "DATABASE_UNPOOLED_URL", "NO_COLOR",
                                 "EDITOR", "VISUAL", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"})
        environment_[variable] = std::nullopt;
}

MigrateTest::~MigrateTest() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

MigrateTest& MigrateTest::file(const std::string& name, std::string_view text) {
    std::ofstream(path_ / name) << text;
    return *this;
}

MigrateTest& MigrateTest::revision(const std::string& id, const std::string& parents) {
    return file("migrations/" + id + ".sql",
                fmt::format("-- revision: {0}\n-- parents: {1}\n-- message: table {0}\n"
                            "-- migrate: up\nCREATE TABLE t_{0} (id int);\n"
                            "-- migrate: down\nDROP TABLE t_{0};\n",
                            id, parents));
}

MigrateTest& MigrateTest::variable(const std::string& name, const std::string& value) {
    environment_[name] = value;
    return *this;
}

MigrateTest& MigrateTest::bot_revisions() {
    std::filesystem::copy(std::filesystem::path(MIGRATE_SOURCE_DIRECTORY) / "migrations",
                          path_ / "migrations");
    return *this;
}

MigrateTest& MigrateTest::bot_settings(const std::map<std::string, std::string>& changes) {
    std::map<std::string, std::string> values{{"DB_POOL_SIZE", "25"},
                                              {"DB_MAX_OVERFLOW", "40"},
                                              {"DB_CONNECT_TIMEOUT", "3"},
                                              {"DB_POOL_RECYCLE", "900"},
                                              {"CONNECTION_POOL_SIZE", "150"},
                                              {"MAX_CONCURRENT_UPDATES", "75"},
                                              {"LOG_LEVEL", "WARNING"},
                                              {"HTTP_CLIENT_TIMEOUT", "25"},
                                              {"CACHE_TTL_USER", "300"},
                                              {"CACHE_TTL_PERSONA", "600"},
                                              {"CACHE_TTL_MENU", "1800"},
                                              {"CACHE_TTL_CONTEXT", "120"},
                                              {"CACHE_TTL_PROMPT", "3600"},
                                              {"RAILWAY_DEPLOYMENT_DRAINING_SECONDS", ""},
                                              {"RAILWAY_DEPLOYMENT_OVERLAP_SECONDS", ""}};
    for (const auto& [name, value] : changes) values[name] = value;
    std::string lines;
    for (const auto& [name, value] : values) {
        environment_[name] = std::nullopt;
        if (!value.empty()) lines += fmt::format("{}='{}'\n", name, value);
    }
    std::filesystem::create_directory(path_ / "checks");
    std::filesystem::copy_file(std::filesystem::path(MIGRATE_SOURCE_DIRECTORY) / "checks/settings.toml",
                               path_ / "checks/settings.toml",
                               std::filesystem::copy_options::overwrite_existing);
    return file(".env", lines);
}

MigrateTest& MigrateTest::without_small_tables() {
    return file("migrate.toml", "[build]\nsmall_table = \"0MB\"\n");
}

std::vector<std::string> MigrateTest::command_of(const std::vector<std::string>& arguments) const {
    std::vector<std::string> command{"sh", "-c", "cd \"$0\" && exec \"$@\"", path_.string(),
                                     migrate_binary().string()};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return command;
}

ProcessResult MigrateTest::run(const std::vector<std::string>& arguments) const {
    return test::run(command_of(arguments), {.environment = environment_});
}

Process MigrateTest::start(const std::vector<std::string>& arguments) const {
    return Process::start(command_of(arguments), {.environment = environment_});
}

TerminalProcess MigrateTest::start_on_terminal(const std::vector<std::string>& arguments,
                                               unsigned short columns) const {
    auto environment = environment_;
    environment.try_emplace("TERM", "xterm-256color");
    return TerminalProcess::start(command_of(arguments),
                                  {.columns = columns, .process = {.environment = environment}});
}

nlohmann::json MigrateTest::json(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--format", "json"});
    const ProcessResult result = run(arguments);
    INFO(result.output << result.errors);
    return nlohmann::json::parse(result.output);
}

std::string MigrateTest::output_of(const std::vector<std::string>& arguments) const {
    const ProcessResult result = run(arguments);
    INFO(result.errors);
    CHECK(result.exit_code == 0);
    return result.output;
}

}  // namespace migrate::test
