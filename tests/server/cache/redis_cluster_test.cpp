// A cluster of three real nodes.

#include "src/cache/redis_flush.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis.hpp"

#include <csignal>

#include <fmt/format.h>

using namespace migrate;
using namespace migrate::test;

namespace {

void fill(RedisCluster& cluster) {
    for (int i = 0; i < 300; ++i) cluster.set(fmt::format("bot:menu:{}", i));
    for (int i = 0; i < 30; ++i) cluster.set(fmt::format("bot:user:{}", i));
}

std::uint64_t removed_in(const RedisFlush& flush) {
    std::uint64_t sum = 0;
    for (const RedisNodeFlush& node : flush.nodes) sum += node.removed;
    return sum;
}

const RedisNodeFlush& node_at(const RedisFlush& flush, int port) {
    for (const RedisNodeFlush& node : flush.nodes)
        if (node.address == fmt::format("127.0.0.1:{}", port)) return node;
    throw Error(ExitCode::defect, "the node is not in the result");
}

void check_refuses_other_databases(const RedisCluster& cluster) {
    try {
        run_redis_flush({.url = cluster.url().substr(0, cluster.url().rfind('/')) + "/1", .prefix = "bot:"});
        FAIL("another database was taken");
    } catch (const Error& error) {
        CHECK(error.code() == ExitCode::usage);
        CHECK(error.hint().find("only database 0") != std::string::npos);
    }
}

}  // namespace

TEST_CASE("all primaries of a cluster are flushed, and one key goes from the node that has it") {
    RedisCluster cluster;
    fill(cluster);
    const RedisFlush one = run_redis_flush({.url = cluster.url(), .prefix = "bot:menu:", .key = "7"});
    REQUIRE(one.nodes.size() == 1);
    CHECK_FALSE(one.nodes[0].failure);
    CHECK(one.nodes[0].removed == 1);
    CHECK(cluster.size() == 329);

    const RedisFlush all = run_redis_flush({.url = cluster.nodes()[2].url(), .prefix = "bot:menu:"});
    REQUIRE(all.nodes.size() == 3);
    for (const RedisNodeFlush& node : all.nodes) {
        INFO(node.address << (node.failure ? node.failure->message() : ""));
        CHECK_FALSE(node.failure);
        CHECK(node.removed > 0);
        CHECK(node.remaining == 0);
    }
    CHECK(removed_in(all) == 299);
    CHECK(cluster.size() == 30);
    check_refuses_other_databases(cluster);
}

TEST_CASE("a node of a cluster that is down is named, and the others are flushed") {
    RedisCluster cluster;
    fill(cluster);
    RedisServer& lost = cluster.nodes()[1];
    const auto there = static_cast<std::uint64_t>(lost.client().demand({"DBSIZE"})->integer);
    lost.process().kill(SIGKILL);
    lost.process().wait(std::chrono::seconds(30));
    std::uint64_t told = 0;
    const RedisFlush flush = run_redis_flush(
        {.url = cluster.url(), .prefix = "bot:", .progress = [&](std::uint64_t, std::uint64_t removed) {
             told = removed;
         }});
    REQUIRE(flush.nodes.size() == 3);
    const auto& failure = node_at(flush, lost.port()).failure;
    REQUIRE(failure);
    CHECK(failure->code() == ExitCode::unreachable);
    CHECK(failure->message().find(std::to_string(lost.port())) != std::string::npos);
    for (const int i : {0, 2}) {
        const RedisNodeFlush& node = node_at(flush, cluster.nodes()[static_cast<std::size_t>(i)].port());
        CHECK_FALSE(node.failure);
        CHECK(node.remaining == 0);
    }
    CHECK(removed_in(flush) == 330 - there);
    CHECK(told == 330 - there);
}
