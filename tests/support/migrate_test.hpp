#pragma once

#include "tests/support/process.hpp"
#include "tests/support/terminal_process.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace migrate::test {

/// A folder of its own for one test, and the program run in it with nothing of the tester's environment:
/// MigrateTest{}.revision("a1").run({"heads"}).
class MigrateTest {
  public:
    MigrateTest();
    MigrateTest(const MigrateTest&) = delete;
    MigrateTest& operator=(const MigrateTest&) = delete;
    ~MigrateTest();

    /// `name` is relative to the folder: "migrate.toml", "migrations/a.sql".
    MigrateTest& file(const std::string& name, std::string_view text);
    /// migrations/<id>.sql, sound, creating and dropping a table named after the id.
    MigrateTest& revision(const std::string& id, const std::string& parents = "");
    /// The bot's own revisions, copied.
    MigrateTest& bot_revisions();
    /// The bot's settings policy, and .env with what it recommends, but for `changes`; "" = not set.
    MigrateTest& bot_settings(const std::map<std::string, std::string>& changes = {});
    /// Every build CONCURRENTLY, also on tables that are small only because this is a test.
    MigrateTest& without_small_tables();
    MigrateTest& variable(const std::string& name, const std::string& value);
    /// DATABASE_URL.
    MigrateTest& database(const std::string& url) { return variable("DATABASE_URL", url); }

    ProcessResult run(const std::vector<std::string>& arguments) const;
    /// What run() prints on stdout, where it ends with 0.
    std::string output_of(const std::vector<std::string>& arguments) const;
    /// The document it prints with --format json.
    nlohmann::json json(std::vector<std::string> arguments) const;
    Process start(const std::vector<std::string>& arguments) const;
    /// On a terminal of its own.
    TerminalProcess start_on_terminal(const std::vector<std::string>& arguments,
                                      unsigned short columns = 80) const;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::vector<std::string> command_of(const std::vector<std::string>& arguments) const;

    std::filesystem::path path_;
    std::map<std::string, std::optional<std::string>> environment_;
};

}  // namespace migrate::test
