// The parts of a flush beside one another: Redis, the daemons' memory, bytecode. One that fails keeps no
// other from being done.

#include "tests/server/flush/flush_example.hpp"
#include "tests/support/redis.hpp"

#include <fstream>

using namespace migrate::test;

namespace {

constexpr auto caches = R"(
[bytecode]
roots = ["bot"]
[[cache]]
name = "menu"
prefix = "bot:menu:"
[[cache]]
name = "persona"
prefix = "bot:persona:"
)";

/// A daemon, a Redis with keys, and compiled Python.
struct WholeBot : FlushExample {
    WholeBot() : listener(database.url()) {
        program.file("migrate.toml", caches).variable("REDIS_URL", redis.url());
        std::filesystem::create_directories(program.path() / "bot/__pycache__");
        program.file("bot/__pycache__/main.cpython-311.pyc", "bytes");
        auto client = redis.client();
        for (const char* key : {"bot:menu:1", "bot:menu:2", "bot:persona:1", "session:1"})
            set_key(client, key);
        REQUIRE(listener.comes_to_listen());
    }

    std::size_t keys() const {
        auto client = redis.client();
        return keys_of(client).size();
    }
    bool has_bytecode() const { return std::filesystem::exists(program.path() / "bot/__pycache__"); }

    RedisServer redis;
    HeardListener listener;
};

}  // namespace

TEST_CASE("flush --all empties Redis, the daemons' memory and bytecode, and tells each") {
    const WholeBot bot;
    const auto plan = bot.program.json({"flush", "--all", "--dry-run"});
    INFO(plan.dump(2));
    CHECK(plan["redis"][0]["nodes"][0]["found"] == 2);
    CHECK(plan["bytecode"][0]["files"] == 1);
    CHECK(bot.keys() == 4);
    CHECK(bot.has_bytecode());

    const ProcessResult result = bot.program.run({"flush", "--all"});
    INFO(result.output << result.errors);
    CHECK(result.exit_code == 0);
    CHECK(result.output.find("bot:menu:*") != std::string::npos);
    CHECK(result.output.find("2 keys removed") != std::string::npos);
    CHECK(result.output.find("1/1 acknowledged") != std::string::npos);
    CHECK(bot.keys() == 1);
    CHECK_FALSE(bot.has_bytecode());
    CHECK(bot.listener.count("cleared menu") == 2);
}

TEST_CASE("flush of one entry takes its key in Redis and in memory, and leaves the rest") {
    const WholeBot bot;
    CHECK(bot.program.run({"flush", "menu", "--key", "1"}).exit_code == 0);
    CHECK(bot.keys() == 3);
    CHECK(bot.listener.count("cleared menu 1") == 1);
    CHECK(bot.has_bytecode());
}

TEST_CASE("a Redis that is down is told without its password, and the daemons are flushed all the same") {
    WholeBot bot;
    bot.program.variable("REDIS_URL", "redis://bot:geheim@127.0.0.1:1/0");
    const ProcessResult result = bot.program.run({"flush", "--all"});
    INFO(result.output << result.errors);
    CHECK(result.exit_code == 3);
    CHECK(result.output.find("cannot connect to Redis at 127.0.0.1:1") != std::string::npos);
    CHECK(result.output.find("1/1 acknowledged") != std::string::npos);
    CHECK(result.output.find("geheim") == std::string::npos);
    CHECK_FALSE(bot.has_bytecode());
    CHECK(bot.program.run({"flush", "menu", "--redis-url", bot.redis.url()}).exit_code == 0);
    CHECK(bot.keys() == 2);
}

TEST_CASE("a database that is down keeps Redis from nothing") {
    WholeBot bot;
    bot.program.database("postgresql://127.0.0.1:1/bot");
    CHECK(bot.program.run({"flush", "--all"}).exit_code == 3);
    CHECK(bot.keys() == 1);
}

TEST_CASE("a wrong URL of Redis is refused before anything is flushed") {
    WholeBot bot;
    bot.program.variable("REDIS_URL", "http://bot:geheim@cache");
    const ProcessResult result = bot.program.run({"flush", "--all"});
    INFO(result.output << result.errors);
    CHECK(result.exit_code == 2);
    CHECK(result.errors.find("geheim") == std::string::npos);
    CHECK(bot.listener.count("cleared menu") == 1);
    CHECK(bot.has_bytecode());
}

TEST_CASE("apply flushes all of them in one step, and a dry run of it counts") {
    const WholeBot bot;
    const auto plan = bot.program.json({"apply", "--only", "flush", "--dry-run"});
    CHECK(plan["steps"][3]["text"] == "dry run: there are 3 keys in Redis, 1 daemon and 1 file of bytecode");
    CHECK(bot.keys() == 4);
    const auto applied = bot.program.json({"apply", "--only", "flush"});
    INFO(applied.dump(2));
    CHECK(applied["steps"][3]["state"] == "done");
    CHECK(applied["steps"][3]["text"] == "3 keys in Redis, 1/1 daemon acknowledged and 1 file of bytecode");
    CHECK(applied["flush"]["daemons"]["daemons"].size() == 1);
    CHECK(bot.keys() == 1);
    CHECK_FALSE(bot.has_bytecode());
}
