#pragma once

#include "tests/support/process.hpp"
#include "tests/support/test_server.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace migrate::test {

/// A revision folder and a configuration of its own for one test, removed with it.
class Workplace {
  public:
    Workplace();
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;
    ~Workplace();

    /// The bot's revisions, copied.
    Workplace& with_bot_revisions();
    /// A file of the revision folder.
    Workplace& file(std::string_view name, std::string_view text);
    /// What migrate.toml says.
    Workplace& configure(std::string_view text);
    Workplace& remove(std::string_view name);
    /// Every build CONCURRENTLY, also on tables that are small only because this is a test.
    Workplace& without_small_tables();
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

struct BotWorkplace : Workplace {
    BotWorkplace() { with_bot_revisions(); }
};

/// `migrate` run to its end in the workplace, on the database, as an operator would: DATABASE_URL says which.
ProcessResult migrate_on(const std::string& url, const Workplace& place, std::vector<std::string> arguments);
/// The same in the background.
Process start_migrate_on(const std::string& url, const Workplace& place, std::vector<std::string> arguments);
/// The same with --format json; the document it printed.
nlohmann::json migrate_json(const std::string& url, const Workplace& place,
                            std::vector<std::string> arguments);

}  // namespace migrate::test
