// The listener of docs/caches.md in Python, as it stands there.

#include "tests/server/flush/flush_example.hpp"

#include <csignal>
#include <fstream>
#include <sstream>

using namespace migrate::test;

namespace {

/// Debian's, which has Debian's psycopg.
constexpr auto python = "/usr/bin/python3";

/// The first ```python block of the page.
std::string documented_listener() {
    std::ifstream page(MIGRATE_SOURCE_DIRECTORY "/docs/caches.md");
    std::string code;
    bool inside = false;
    for (std::string line; std::getline(page, line);) {
        if (inside && line == "```") return code;
        if (inside) code += line + "\n";
        inside = inside || line == "```python";
    }
    FAIL("docs/caches.md has no listener in Python");
    return code;
}

constexpr auto bot = R"(
import signal, sys

def say(*words):
    print(*words, flush=True)

def clear(cache):
    def clear_entries(key):
        if key == "broken":
            raise RuntimeError("the cache is on fire")
        say("cleared", cache, key)
        return 3
    return clear_entries

listener = CacheFlushListener(sys.argv[1], "bot:python", {"menu": clear("menu"), "persona": clear("persona")},
                              schema_changed=lambda revision: say("schema", revision))
listener.start()
signal.sigwait([signal.SIGTERM])
listener.stop()
say("stopped")
)";

struct PythonBot : FlushExample {
    PythonBot() : process(start()) {
        INFO(process.errors());
        REQUIRE(
            comes_true([&] { return database.psql("SELECT count(*) FROM migrate.cache_listener") == "1"; }));
        REQUIRE(hears("cleared persona"));
    }

    Process start() {
        program.file("bot.py", documented_listener() + bot);
        // A signal that is waited for must not come before.
        return Process::start(
            {"env", "--block-signal=TERM", python, (program.path() / "bot.py").string(), database.url()});
    }
    bool hears(const std::string& text, std::size_t times = 1) const {
        return comes_true([&] {
            const std::string output = process.output();
            std::size_t found = 0;
            for (auto at = output.find(text); at != std::string::npos; at = output.find(text, at + 1))
                ++found;
            return found >= times;
        });
    }

    Process process;
};

}  // namespace

TEST_CASE("the Python listener of the documentation acknowledges, and tells what it could not clear") {
    PythonBot bot;
    const auto flush = bot.flush({"menu"});
    INFO(bot.process.errors() << flush.dump(2));
    CHECK(flush["acknowledged"] == 1);
    CHECK(flush["daemons"].at(0)["name"] == "bot:python");
    CHECK(flush["daemons"].at(0)["cleared"] == 3);
    CHECK(bot.flush({"menu", "--key", "42 main"})["acknowledged"] == 1);
    CHECK(bot.hears("cleared menu 42 main"));
    CHECK(bot.flush({"menu", "--key", "broken"})["daemons"].at(0)["likely_cause"] ==
          "it answered that it could not clear: the cache is on fire");
    bot.process.kill(SIGTERM);
    REQUIRE(bot.process.wait(std::chrono::seconds(30)));
    CHECK(bot.database.psql("SELECT count(*) FROM migrate.cache_listener") == "0");
}

TEST_CASE("the Python listener clears by the generation after it was away, and hears of migrations") {
    PythonBot bot;
    bot.database.psql(R"(
        BEGIN; UPDATE migrate.cache_generation SET generation = generation + 1;
        INSERT INTO migrate.cache_generation VALUES ('persona', 1) ON CONFLICT DO NOTHING; COMMIT;
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bot:python')");
    CHECK(bot.hears("cleared persona", 2));
    REQUIRE(bot.hears("schema \n"));
    REQUIRE(bot.program.run({"--yes", "down", "base"}).exit_code == 0);
    CHECK(bot.hears("schema a"));
}
