#pragma once

// What the tests of flushes share: a database, the program with the bot's caches declared, and daemons.

#include "src/companion/cache_flush_listener.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/comes_true.hpp"
#include "tests/support/migrate_test.hpp"
#include "tests/support/test_server.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

namespace migrate::test {

/// A folder with one revision and two caches, `menu` and `persona`.
inline void declare_caches(MigrateTest& program, const std::string& database_url) {
    program.revision("a").database(database_url).variable("REDIS_URL", "").file("migrate.toml", R"(
[[cache]]
name = "menu"
[[cache]]
name = "persona"
)");
}

/// A database at head, and the program beside it.
struct FlushExample {
    FlushExample() {
        declare_caches(program, database.url());
        program.output_of({"up"});
    }

    nlohmann::json flush(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "flush");
        return program.json(std::move(arguments))["daemons"];
    }

    TestDatabase database;
    MigrateTest program;
};

/// docs/examples/daemon, running in the folder of the example.
class ExampleDaemon {
  public:
    ExampleDaemon(const FlushExample& example, const std::string& name, const std::string& url)
        : process_(Process::start({"env", "-C", example.program.path().string(), "DATABASE_URL=" + url,
                                   MIGRATE_EXAMPLE_DAEMON, "20", name},
                                  {.environment = {{"MIGRATE_DATABASE_URL", std::nullopt},
                                                   {"DATABASE_UNPOOLED_URL", std::nullopt}}})) {}

    bool says(const std::string& text) const {
        return comes_true([&] { return process_.output().find(text) != std::string::npos; });
    }
    Process& process() { return process_; }

  private:
    Process process_;
};

/// A listener in this program, and what it was told.
class HeardListener {
  public:
    explicit HeardListener(const std::string& url, const std::string& name = "bot:here",
                           std::chrono::milliseconds sign_of_life = std::chrono::minutes(10))
        : listener_(
              {.caches = {{"menu", [this](const std::string& key) { return clear("menu", key); }},
                          {"persona", [this](const std::string& key) { return clear("persona", key); }}},
               .schema_changed = [this](const SchemaChange& change) { note("schema " + change.revision); },
               .tell = [this](const std::string& text) { note(text); },
               .name = name,
               .database_url = url,
               .sign_of_life = sign_of_life,
               .longest_pause = std::chrono::milliseconds(200)}) {}

    bool comes_to_listen() const {
        return comes_true([&] { return listener_.is_listening(); });
    }
    bool is_listening() const { return listener_.is_listening(); }
    /// How often it has heard `text`, from "cleared menu" or "cleared menu 42" to what it is told.
    std::size_t count(const std::string& text) const {
        const std::lock_guard lock(mutex_);
        return static_cast<std::size_t>(std::count(heard_.begin(), heard_.end(), text));
    }
    bool hears(const std::string& text, std::size_t times = 1) const {
        return comes_true([&] { return count(text) >= times; });
    }
    std::string heard() const {
        const std::lock_guard lock(mutex_);
        std::string text;
        for (const std::string& line : heard_) text += line + "\n";
        return text;
    }
    /// From now on its callbacks throw.
    void break_caches() { broken_ = true; }
    void mend_caches() { broken_ = false; }

  private:
    std::size_t clear(const std::string& cache, const std::string& key) {
        if (broken_) throw std::runtime_error("the cache is on fire");
        note("cleared " + cache + (key.empty() ? "" : " " + key));
        return key.empty() ? 7 : 1;
    }
    void note(const std::string& text) {
        const std::lock_guard lock(mutex_);
        heard_.push_back(text);
    }

    mutable std::mutex mutex_;
    std::vector<std::string> heard_;
    std::atomic<bool> broken_{false};
    CacheFlushListener listener_;
};

}  // namespace migrate::test
