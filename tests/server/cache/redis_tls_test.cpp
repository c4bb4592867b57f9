// TLS, where the packaged hiredis has it.

#include "src/cache/redis_flush.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/redis.hpp"
#include "tests/support/variable.hpp"

#include <optional>

#include <fmt/format.h>

using namespace migrate;
using namespace migrate::test;

namespace {

/// "" where it was flushed.
std::string refusal_by(const std::string& url, ExitCode code) {
    try {
        const RedisFlush flush = run_redis_flush({.url = url, .prefix = "bot:menu:"});
        REQUIRE_FALSE(flush.nodes.at(0).failure);
        return {};
    } catch (const Error& error) {
        CHECK(error.code() == code);
        CHECK((error.message() + error.hint()).find("s3cret") == std::string::npos);
        return error.message();
    }
}

}  // namespace

#ifdef MIGRATE_REDIS_TLS

namespace {

/// A certificate that signs itself, for 127.0.0.1 only.
struct Certificate {
    Certificate() {
        const auto made =
            run({"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                 "/CN=redis", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key(), "-out", file()});
        REQUIRE(made.exit_code == 0);
        std::filesystem::permissions(key(), std::filesystem::perms::others_read,
                                     std::filesystem::perm_options::add);
        std::filesystem::permissions(directory.path(), std::filesystem::perms::others_exec,
                                     std::filesystem::perm_options::add);
    }
    std::string key() const { return (directory.path() / "key.pem").string(); }
    std::string file() const { return (directory.path() / "certificate.pem").string(); }

    ProgramDirectory directory;
};

}  // namespace

TEST_CASE("a cache is flushed over TLS, and the server must prove that it is the one that was meant") {
    const Certificate certificate;
    const std::string port = std::to_string(free_port());
    const RedisServer server({"--tls-port", port, "--tls-cert-file", certificate.file(), "--tls-key-file",
                              certificate.key(), "--tls-auth-clients", "no", "--requirepass", "s3cret"});
    RedisConnection client = server.client(server.socket_url(":s3cret"));
    set_key(client, "bot:menu:1");
    const std::string url = fmt::format("rediss://:s3cret@127.0.0.1:{}", port);
    CHECK(refusal_by(url, ExitCode::unreachable).find("certificate verify failed") != std::string::npos);
    const Variable trusted("SSL_CERT_FILE", certificate.file());
    const std::string other_name = fmt::format("rediss://:s3cret@localhost:{}", port);
    CHECK(refusal_by(other_name, ExitCode::unreachable).find("certificate verify failed") !=
          std::string::npos);
    CHECK(keys_of(client).size() == 1);
    CHECK(refusal_by(url, ExitCode::unreachable).empty());
    CHECK(keys_of(client).empty());
}

TEST_CASE("a server without TLS is told from one with another certificate") {
    const RedisServer server;
    const std::string why =
        refusal_by(fmt::format("rediss://:s3cret@127.0.0.1:{}", server.port()), ExitCode::unreachable);
    CHECK(why.find("cannot speak TLS") != std::string::npos);
}

#else

TEST_CASE("where hiredis has no TLS, a URL that wants it is refused by name") {
    const RedisServer server;
    const std::string why =
        refusal_by(fmt::format("rediss://:s3cret@127.0.0.1:{}", server.port()), ExitCode::usage);
    CHECK(why.find("cannot speak TLS") != std::string::npos);
}

#endif
