// The READMEs are read by people who type what they see: every command in them is run, and both languages
// show the same ones.

#include "tests/support/catch.hpp"
#include "tests/support/process.hpp"
#include "tests/support/test_server.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace migrate::test;

namespace {

/// The lines of the ```sh blocks, without their comments.
std::vector<std::string> commands_of(const std::string& name) {
    std::ifstream file(std::filesystem::path(MIGRATE_SOURCE_DIRECTORY) / name);
    REQUIRE(file);
    std::vector<std::string> commands;
    bool inside = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("```"))
            inside = line == "```sh";
        else if (inside && !line.empty())
            commands.push_back(line.substr(0, line.find("  #")));
    }
    return commands;
}

}  // namespace

TEST_CASE("both READMEs show the same commands") {
    CHECK(commands_of("README.md").size() > 8);
    CHECK(commands_of("README.md") == commands_of("README.ru.md"));
}

TEST_CASE("every command of the README that runs migrate does what it says") {
    register_template("models", read_support_file("models_schema.sql"));
    const TestDatabase database("models");
    for (const std::string& command : commands_of("README.md")) {
        if (!command.starts_with("migrate ")) continue;
        const std::string path = migrate_binary().parent_path().string() + ":" + std::getenv("PATH");
        const ProcessResult result = run({"sh", "-c", "cd '" MIGRATE_SOURCE_DIRECTORY "' && " + command},
                                         {.environment = {{"PATH", path}, {"DATABASE_URL", database.url()}}});
        INFO(command << "\n" << result.output << result.errors);
        CHECK(result.exit_code == 0);
    }
}

TEST_CASE("every task of ./dev that the README names is one") {
    for (const std::string& command : commands_of("README.md")) {
        if (!command.starts_with("./dev ")) continue;
        const std::string task = command.substr(6);
        const ProcessResult help = run({MIGRATE_SOURCE_DIRECTORY "/dev", "help"});
        CHECK(help.output.find("\n  " + task + " ") != std::string::npos);
    }
}
