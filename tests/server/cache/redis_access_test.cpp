// Who is let in, and what is said to others.

#include "src/cache/redis_flush.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis.hpp"

#include <csignal>
#include <optional>

#include <fmt/format.h>

using namespace migrate;
using namespace migrate::test;

namespace {

constexpr auto password = "s3cret/@word";
constexpr auto encoded_password = "s3cret%2F%40word";

void check_tells_no_password(const Error& error) {
    INFO(error.message() << " | " << error.hint());
    for (const char* secret : {password, encoded_password, "s3cret"})
        CHECK((error.message() + error.hint()).find(secret) == std::string::npos);
}

/// What is thrown, or the failure of the only node.
std::optional<Error> failure_of(const RedisFlushOptions& options) {
    try {
        const RedisFlush flush = run_redis_flush(options);
        REQUIRE(flush.nodes.size() == 1);
        return flush.nodes[0].failure;
    } catch (const Error& error) {
        return error;
    }
}

void check_failure(const std::string& url, ExitCode code, std::string_view words,
                   std::chrono::milliseconds timeout = std::chrono::seconds(30)) {
    const auto failure = failure_of({.url = url, .prefix = "bot:menu:", .timeout = timeout});
    REQUIRE(failure);
    CAPTURE(failure->message(), failure->hint());
    CHECK(failure->code() == code);
    CHECK((failure->message() + failure->hint()).find(words) != std::string::npos);
    check_tells_no_password(*failure);
}

std::uint64_t removed_by(const std::string& url) {
    const RedisFlush flush = run_redis_flush({.url = url, .prefix = "bot:menu:"});
    REQUIRE_FALSE(flush.nodes.at(0).failure);
    return flush.nodes[0].removed;
}

/// A server with one key, and users with what they may.
struct GuardedServer {
    GuardedServer() {
        RedisConnection client = server.client();
        set_key(client, "bot:menu:1");
    }
    std::string user(const std::string& name, RedisConnection::Words rights) const {
        const std::string secret = fmt::format(">{}", password);
        rights.insert(rights.begin(), {"ACL", "SETUSER", name, "reset", "on", secret});
        server.client().demand(rights);
        return server.tcp_url(fmt::format("{}:{}", name, encoded_password));
    }
    RedisServer server;
};

}  // namespace

TEST_CASE("a password lets in, through the socket and through the network") {
    const RedisServer server({"--requirepass", password});
    const std::string login = fmt::format(":{}", encoded_password);
    const std::string named = fmt::format("default:{}", encoded_password);
    for (const std::string& url : {server.socket_url(login), server.tcp_url(login), server.tcp_url(named)}) {
        RedisConnection client = server.client(url);
        set_key(client, "bot:menu:1");
        CHECK(removed_by(url) == 1);
    }
}

TEST_CASE("a missing and a wrong password are told apart, and neither is repeated") {
    const RedisServer server({"--requirepass", password});
    check_failure(server.tcp_url(), ExitCode::unreachable, "NOAUTH");
    check_failure(server.tcp_url(":s3cret"), ExitCode::unreachable, "WRONGPASS");
    check_failure(server.tcp_url("bot:s3cret"), ExitCode::unreachable, "WRONGPASS");
    const RedisServer open;
    check_failure(open.tcp_url(":s3cret"), ExitCode::unreachable, "without any password configured");
    const RedisServer renamed({"--rename-command", "AUTH", ""});
    check_failure(renamed.tcp_url(":s3cret"), ExitCode::step_failed, "unknown command");
}

TEST_CASE("only the database of the URL is flushed") {
    const RedisServer server;
    for (const int database : {0, 3}) {
        RedisConnection client = server.client(server.tcp_url("", database));
        set_key(client, "bot:menu:1");
    }
    CHECK(removed_by(server.socket_url("", 3)) == 1);
    CHECK(removed_by(server.tcp_url("", 3)) == 0);
    CHECK(server.client().demand({"DBSIZE"})->integer == 1);
    check_failure(server.tcp_url("", 99), ExitCode::usage, "out of range");
}

TEST_CASE("a user needs SCAN and UNLINK and no other command") {
    const GuardedServer guarded;
    CHECK(removed_by(guarded.user("bot", {"~bot:*", "+scan", "+unlink"})) == 1);
}

TEST_CASE("a user without a right is told which command it lacks, and nothing is removed") {
    const GuardedServer guarded;
    check_failure(guarded.user("a", {"~*", "+unlink"}), ExitCode::step_failed, "+scan");
    check_failure(guarded.user("b", {"~*", "+scan"}), ExitCode::step_failed, "+unlink");
    check_failure(guarded.user("c", {"~persona:*", "+scan", "+unlink"}), ExitCode::step_failed, "NOPERM");
    const std::string url = guarded.user("d", {"~*", "+scan", "+unlink"});
    const auto failure = failure_of({.url = url, .prefix = "bot:menu:", .key = "1"});
    REQUIRE(failure);
    CHECK(failure->hint().find("+exists") != std::string::npos);
    RedisConnection client = guarded.server.client();
    CHECK(keys_of(client) == std::vector<std::string>{"bot:menu:1"});
}

TEST_CASE("what could not be removed is counted all the same") {
    const GuardedServer guarded;
    const RedisFlush flush =
        run_redis_flush({.url = guarded.user("b", {"~*", "+scan"}), .prefix = "bot:menu:"});
    REQUIRE(flush.nodes.at(0).failure);
    CHECK(flush.nodes[0].removed == 0);
    CHECK(flush.nodes[0].recounted);
    CHECK(flush.nodes[0].remaining == 1);
}

TEST_CASE("a server that is not there is unreachable") {
    const std::string nobody = fmt::format("127.0.0.1:{}", free_port());
    check_failure("redis://bot:s3cret@" + nobody, ExitCode::unreachable, nobody);
    check_failure("unix://:s3cret@/nowhere/redis.sock", ExitCode::unreachable, "/nowhere/redis.sock");
}

TEST_CASE("a server that does not answer is not waited for beyond the time") {
    RedisServer server;
    server.process().kill(SIGSTOP);
    check_failure(server.tcp_url(), ExitCode::unreachable, "no answer within 300 ms",
                  std::chrono::milliseconds(300));
    server.process().kill(SIGCONT);
}
