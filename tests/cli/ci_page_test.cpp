// docs/ci.md is copied into people's pipelines: each line of it that runs migrate is run, in a repository
// like theirs.

#include "tests/support/catch.hpp"
#include "tests/support/migrate_test.hpp"

#include <filesystem>
#include <fstream>
#include <set>

using namespace migrate::test;

namespace {

/// "migrate …" of the script, and of the steps in both pipelines.
std::set<std::string> commands_of_page() {
    std::ifstream file(std::filesystem::path(MIGRATE_SOURCE_DIRECTORY) / "docs/ci.md");
    std::set<std::string> commands;
    bool inside = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("```")) inside = line == "```sh" || line == "```yaml";
        const auto at = line.find("migrate ");
        const bool is_step =
            at == 0 || line.find("- run: migrate ") == at - 7 || line.find("- migrate ") == at - 2;
        if (inside && at != std::string::npos && is_step) commands.insert(line.substr(at));
    }
    return commands;
}

/// The bot's revisions on two branches of a repository, and one more on the branch that is checked.
class PullRequest {
  public:
    PullRequest() {
        program.bot_revisions();
        git({"init", "--quiet", "--initial-branch", "main"});
        commit();
        git({"clone", "--quiet", "--bare", ".", "origin.git"});
        git({"remote", "add", "origin", "./origin.git"});
        git({"fetch", "--quiet", "origin"});
        git({"fetch", "--quiet", "origin", "main"});
        git({"checkout", "--quiet", "-b", "feature"});
        program.file(".gitignore", "origin.git\n").revision("feature_1", "performance_indexes_001");
        commit();
    }

    ProcessResult shell(const std::string& command) const {
        const std::string path = migrate_binary().parent_path().string() + ":" + std::getenv("PATH");
        return run(
            {"sh", "-c", "cd \"$0\" && " + command, program.path().string()},
            {.environment = {{"PATH", path}, {"GITHUB_BASE_REF", "main"}, {"GITHUB_ACTIONS", std::nullopt}}});
    }

    MigrateTest program;

  private:
    void git(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(),
                         {"git", "-C", program.path().string(), "-c", "user.email=t@example.org", "-c",
                          "user.name=Tester", "-c", "commit.gpgsign=false"});
        const ProcessResult ended = run(arguments);
        INFO(ended.errors);
        REQUIRE(ended.exit_code == 0);
    }

    void commit() const {
        git({"add", "--all"});
        git({"commit", "--quiet", "-m", "revisions"});
    }
};

}  // namespace

TEST_CASE("every line of the page on CI that runs migrate passes on a sound pull request") {
    const std::set<std::string> commands = commands_of_page();
    CHECK(commands.size() >= 6);
    const PullRequest request;
    for (const std::string& command : commands) {
        const ProcessResult result = request.shell(command);
        INFO(command << "\n" << result.output << result.errors);
        CHECK(result.exit_code == 0);
    }
}

TEST_CASE("the lines of the page on CI fail on a pull request that hurts") {
    PullRequest hurting;
    hurting.program.file(
        "migrations/feature_1.sql",
        "-- revision: feature_1\n-- parents: performance_indexes_001\n-- message: m\n-- migrate: up\n"
        "CREATE INDEX ix_new ON chat_contexts (role);\n-- migrate: down\nSELECT 1;\n");
    CHECK(hurting.shell("migrate check files merge statement --against origin/main").exit_code == 1);
    CHECK(hurting.shell("migrate check round_trip").exit_code == 1);
}
