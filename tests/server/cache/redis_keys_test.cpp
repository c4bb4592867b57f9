// Which keys go, on a real server.

#include "src/cache/redis_flush.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis.hpp"

#include <algorithm>

#include <fmt/format.h>

using namespace migrate;
using namespace migrate::test;

namespace {

RedisNodeFlush flush_sound(const RedisFlushOptions& options) {
    const RedisFlush flush = run_redis_flush(options);
    REQUIRE(flush.nodes.size() == 1);
    INFO((flush.nodes[0].failure ? flush.nodes[0].failure->message() : ""));
    REQUIRE_FALSE(flush.nodes[0].failure);
    CHECK(flush.nodes[0].recounted);
    return flush.nodes[0];
}

void set_keys(RedisConnection& client, const std::vector<std::string>& keys) {
    for (const std::string& key : keys) set_key(client, key);
}

std::vector<std::string> awkward_endings() {
    using namespace std::string_literals;
    return {"",
            " ",
            "a b",
            "'",
            "\"",
            "it's \"x\"",
            "\n",
            "a\r\nb",
            "*",
            "?",
            "[a]",
            "\\",
            "\\*",
            "\0"s,
            "a\0b"s,
            "\t",
            "$(x)",
            "`x`",
            "%2A%",
            "\xff\xfe",
            "{a}",
            "{}",
            "\xd0\xb1\xd0\xbe\xd1\x82"};
}

/// Each with a key that a glob made of it carelessly would take as well, or instead.
struct AwkwardPrefix {
    std::string prefix;
    std::string stranger;
};

std::vector<AwkwardPrefix> awkward_prefixes() {
    using namespace std::string_literals;
    return {{"bot[prod]:menu:", "botp:menu:1"},
            {"bot*:", "bot:x:1"},
            {"bot?:", "botx:1"},
            {"bot\\:", "bot:1"},
            {"bot\\*:", "bot*:1"},
            {"[", "b"},
            {"bot:[^a]:", "bot:b:1"},
            {"bot:[a-z]:", "bot:b:1"},
            {"bot menu \"x\":", "bot menu x:1"},
            {"bot\n:", "bot:1"},
            {"\xff\x00:"s, "\xff:1"},
            {"bot]:", "bot:1"},
            {"Bot:", "bot:1"},
            {"*", "a"}};
}

}  // namespace

TEST_CASE("keys with awkward names go, and those beside the prefix stay") {
    const RedisServer server;
    RedisConnection client = server.client();
    std::vector<std::string> others{
        "b", "bot:men", "bot:menus:1", "xbot:menu:1", "BOT:MENU:1", "bot:persona:1", ""};
    for (const std::string& ending : awkward_endings()) {
        set_key(client, "bot:menu:" + ending);
        others.push_back("bot:persona:" + ending);
    }
    set_keys(client, others);
    const auto node = flush_sound({.url = server.url(), .prefix = "bot:menu:"});
    CHECK(node.found == awkward_endings().size());
    CHECK(node.removed == awkward_endings().size());
    CHECK(node.remaining == 0);
    std::ranges::sort(others);
    others.erase(std::unique(others.begin(), others.end()), others.end());
    CHECK(keys_of(client) == others);
}

TEST_CASE("glob signs in a prefix mean themselves") {
    const RedisServer server;
    RedisConnection client = server.client();
    for (const auto& [prefix, stranger] : awkward_prefixes()) {
        CAPTURE(prefix, stranger);
        set_keys(client, {prefix + "1", prefix + "2", stranger});
        CHECK(flush_sound({.url = server.url(), .prefix = prefix}).removed == 2);
        CHECK(keys_of(client) == std::vector<std::string>{stranger});
        client.demand({"FLUSHALL"});
    }
}

TEST_CASE("one key goes, exactly the one that was named") {
    const RedisServer server;
    RedisConnection client = server.client();
    set_keys(client, {"bot:menu:4", "bot:menu:42", "bot:menu:*"});
    const RedisFlushOptions star{.url = server.url(), .prefix = "bot:menu:", .key = "*"};
    CHECK(flush_sound(star).removed == 1);
    CHECK(flush_sound({.url = server.url(), .prefix = "bot:menu:", .key = "4"}).removed == 1);
    CHECK(keys_of(client) == std::vector<std::string>{"bot:menu:42"});
    const auto again = flush_sound(star);
    CHECK(again.found == 0);
    CHECK(again.removed == 0);
}

TEST_CASE("counting changes nothing") {
    const RedisServer server;
    RedisConnection client = server.client();
    set_keys(client, {"bot:menu:1", "bot:menu:2", "bot:persona:1"});
    const auto node = flush_sound({.url = server.url(), .prefix = "bot:menu:", .count_only = true});
    CHECK(node.found == 2);
    CHECK(node.removed == 0);
    CHECK(node.remaining == 2);
    const RedisFlushOptions one{.url = server.url(), .prefix = "bot:menu:", .key = "2", .count_only = true};
    CHECK(flush_sound(one).found == 1);
    CHECK(keys_of(client).size() == 3);
}

TEST_CASE("many keys of all types go, whatever they hold") {
    const RedisServer server;
    RedisConnection client = server.client();
    for (int i = 0; i < 30'000; ++i)
        client.append({"SET", fmt::format("bot:{}:{}", i % 3 ? "menu" : "user", i), "x"});
    for (int i = 0; i < 30'000; ++i) client.receive();
    client.demand({"HSET", "bot:menu:hash", "field", "value"});
    client.demand({"ZADD", "bot:menu:sorted", "1", "a"});
    client.demand({"RPUSH", "bot:menu:list", "a", "b"});
    std::uint64_t told = 0;
    const auto node = flush_sound(
        {.url = server.url(), .prefix = "bot:menu:", .progress = [&](std::uint64_t, std::uint64_t removed) {
             CHECK(removed >= told);
             told = removed;
         }});
    CHECK(node.removed == 20'003);
    CHECK(node.found >= node.removed);
    CHECK(told == node.removed);
    CHECK(node.worst_batch.count() > 0);
    CHECK(client.demand({"DBSIZE"})->integer == 10'000);
}

TEST_CASE("a key that is written during the flush is counted as remaining") {
    const RedisServer server;
    RedisConnection client = server.client();
    constexpr std::uint64_t keys = 100;
    for (std::uint64_t i = 0; i < keys; ++i) set_key(client, fmt::format("bot:menu:{}", i));
    bool written = false;
    const auto node = flush_sound(
        {.url = server.url(), .prefix = "bot:menu:", .progress = [&](std::uint64_t, std::uint64_t removed) {
             if (removed == keys && !written) set_key(client, "bot:menu:late");
             written = written || removed == keys;
         }});
    CHECK(written);
    CHECK(node.removed == keys);
    CHECK(node.remaining == 1);
    CHECK(keys_of(client) == std::vector<std::string>{"bot:menu:late"});
}

TEST_CASE("an interrupted flush stops, and says what it has done") {
    const RedisServer server;
    RedisConnection client = server.client();
    for (int i = 0; i < 2'000; ++i) set_key(client, fmt::format("bot:menu:{}", i));
    std::uint64_t so_far = 0;
    const RedisFlush flush =
        run_redis_flush({.url = server.url(),
                         .prefix = "bot:menu:",
                         .progress = [&](std::uint64_t, std::uint64_t removed) { so_far = removed; },
                         .interrupted = [&] { return so_far > 0; }});
    REQUIRE(flush.nodes.size() == 1);
    REQUIRE(flush.nodes[0].failure);
    CHECK(flush.nodes[0].failure->message() == "interrupted while flushing Redis");
    CHECK_FALSE(flush.nodes[0].recounted);
    CHECK(flush.nodes[0].removed > 0);
    CHECK(client.demand({"DBSIZE"})->integer == 2'000 - static_cast<long long>(flush.nodes[0].removed));
}

TEST_CASE("an empty prefix is refused before anything is asked") {
    const RedisServer server;
    RedisConnection client = server.client();
    set_key(client, "a");
    for (const char* key : {"", "a"}) {
        try {
            run_redis_flush({.url = server.url(), .prefix = "", .key = key});
            FAIL("an empty prefix was taken");
        } catch (const Error& error) {
            CHECK(error.code() == ExitCode::usage);
        }
    }
    CHECK(keys_of(client).size() == 1);
}
