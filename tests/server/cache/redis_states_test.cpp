// Servers that do not do what they are asked.

#include "src/cache/redis_flush.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/comes_true.hpp"
#include "tests/support/redis.hpp"

#include <csignal>

#include <fmt/format.h>

using namespace migrate;
using namespace migrate::test;

namespace {

RedisNodeFlush flush_of(const RedisServer& server) {
    const RedisFlush flush = run_redis_flush({.url = server.url(), .prefix = "bot:menu:"});
    REQUIRE(flush.nodes.size() == 1);
    return flush.nodes[0];
}

void check_refused(const RedisNodeFlush& node, std::string_view word, std::string_view way_out) {
    REQUIRE(node.failure);
    CAPTURE(node.failure->message(), node.failure->hint());
    CHECK(node.failure->message().find(word) != std::string::npos);
    CHECK(node.failure->hint().find(way_out) != std::string::npos);
    CHECK(node.removed == 0);
}

}  // namespace

TEST_CASE("where UNLINK is renamed away, DEL does the work") {
    const RedisServer server({"--rename-command", "UNLINK", ""});
    RedisConnection client = server.client();
    for (int i = 0; i < 1'000; ++i) set_key(client, fmt::format("bot:menu:{}", i));
    const RedisNodeFlush node = flush_of(server);
    CHECK_FALSE(node.failure);
    CHECK(node.removed == 1'000);
    CHECK(client.demand({"DBSIZE"})->integer == 0);
}

TEST_CASE("where HELLO and INFO are renamed away, the server is taken for one that stands alone") {
    const RedisServer server({"--rename-command", "HELLO", "", "--rename-command", "INFO", ""});
    RedisConnection client = server.client();
    set_key(client, "bot:menu:1");
    CHECK(flush_of(server).removed == 1);
}

TEST_CASE("a replica says that it is one, and its keys are counted") {
    const RedisServer server;
    RedisConnection client = server.client();
    set_key(client, "bot:menu:1");
    client.demand({"REPLICAOF", "127.0.0.1", std::to_string(free_port())});
    const RedisNodeFlush node = flush_of(server);
    check_refused(node, "READONLY", "Name the primary");
    CHECK(node.failure->code() == ExitCode::step_failed);
    CHECK(node.remaining == 1);
}

TEST_CASE("a server that cannot save says so") {
    const RedisServer server({"--save", "3600 1000000"});
    RedisConnection client = server.client();
    set_key(client, "bot:menu:1");
    const auto owner = std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec;
    std::filesystem::permissions(server.directory(), owner);
    client.demand({"BGSAVE"});
    const bool failed = comes_true([&] {
        const RedisReply info = client.demand({"INFO", "persistence"});
        return text_of(*info).find("rdb_last_bgsave_status:err") != std::string_view::npos;
    });
    CHECK(failed);
    const RedisNodeFlush node = flush_of(server);
    std::filesystem::permissions(server.directory(), owner | std::filesystem::perms::owner_write);
    check_refused(node, "MISCONF", "disk");
    CHECK(node.remaining == 1);
}

TEST_CASE("a server that still loads its keys is to be asked later") {
    const RedisServer server(
        {"--enable-debug-command", "yes", "--loading-process-events-interval-bytes", "1024"});
    RedisConnection client = server.client();
    const std::string value(8'192, 'x');
    for (int i = 0; i < 200; ++i)
        client.demand({"HSET", fmt::format("bot:menu:{}", i), "field", fmt::format("{}{}", value, i)});
    client.demand({"CONFIG", "SET", "rdbcompression", "no"});
    client.demand({"CONFIG", "SET", "key-load-delay", "50000"});
    const Process loader =
        Process::start({"redis-cli", "-s", (server.directory() / "socket").string(), "DEBUG", "RELOAD"});
    RedisConnection observer = server.client();
    REQUIRE(comes_true([&] { return text_of(*observer.ask({"DBSIZE"})).starts_with("LOADING"); }));
    const RedisNodeFlush node = flush_of(server);
    check_refused(node, "LOADING", "Wait");
    CHECK(node.failure->code() == ExitCode::unreachable);
}

TEST_CASE("a server that dies in the middle is unreachable, and what was done until then is told") {
    RedisServer server;
    RedisConnection client = server.client();
    for (int i = 0; i < 5'000; ++i) set_key(client, fmt::format("bot:menu:{}", i));
    const RedisFlush flush = run_redis_flush(
        {.url = server.url(), .prefix = "bot:menu:", .progress = [&](std::uint64_t, std::uint64_t removed) {
             if (removed > 0) server.process().kill(SIGKILL);
         }});
    REQUIRE(flush.nodes.size() == 1);
    REQUIRE(flush.nodes[0].failure);
    CHECK(flush.nodes[0].failure->code() == ExitCode::unreachable);
    CHECK(flush.nodes[0].failure->message().find("lost the connection") != std::string::npos);
    CHECK(flush.nodes[0].removed > 0);
    CHECK_FALSE(flush.nodes[0].recounted);
}
