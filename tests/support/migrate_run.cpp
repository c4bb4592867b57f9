#include "tests/support/migrate_run.hpp"

#include "tests/support/catch.hpp"

#include <cstdlib>
#include <fstream>

#include <stdlib.h>

namespace migrate::test {

namespace {

std::vector<std::string> command_of(const Workplace& place, std::vector<std::string> arguments) {
    std::vector<std::string> command{migrate_binary().string(), "--dir",
                                     (place.path() / "migrations").string(), "--config",
                                     (place.path() / "migrate.toml").string()};
    command.insert(command.end(), std::make_move_iterator(arguments.begin()),
                   std::make_move_iterator(arguments.end()));
    return command;
}

ProcessOptions environment_of(const std::string& url) {
    return {.environment = {{"DATABASE_URL", url}, {"MIGRATE_DATABASE_URL", std::nullopt}}};
}

}  // namespace

Workplace::Workplace() {
    std::string name = (std::filesystem::temp_directory_path() / "migrate-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a directory for the test");
    path_ = name;
    std::filesystem::create_directory(path_ / "migrations");
    configure("");
}

Workplace::~Workplace() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

Workplace& Workplace::with_bot_revisions() {
    std::filesystem::copy(std::filesystem::path(MIGRATE_SOURCE_DIRECTORY) / "migrations",
                          path_ / "migrations");
    return *this;
}

Workplace& Workplace::file(std::string_view name, std::string_view text) {
    std::ofstream(path_ / "migrations" / name) << text;
    return *this;
}

Workplace& Workplace::configure(std::string_view text) {
    std::ofstream(path_ / "migrate.toml") << text;
    return *this;
}

Workplace& Workplace::remove(std::string_view name) {
    std::filesystem::remove(path_ / "migrations" / name);
    return *this;
}

Workplace& Workplace::without_small_tables() {
    return configure("[build]\nsmall_table = \"0MB\"\n");
}

ProcessResult migrate_on(const std::string& url, const Workplace& place, std::vector<std::string> arguments) {
    return run(command_of(place, std::move(arguments)), environment_of(url));
}

Process start_migrate_on(const std::string& url, const Workplace& place, std::vector<std::string> arguments) {
    return Process::start(command_of(place, std::move(arguments)), environment_of(url));
}

nlohmann::json migrate_json(const std::string& url, const Workplace& place,
                            std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--format", "json"});
    const ProcessResult result = migrate_on(url, place, std::move(arguments));
    INFO(result.output << result.errors);
    return nlohmann::json::parse(result.output);
}

}  // namespace migrate::test
