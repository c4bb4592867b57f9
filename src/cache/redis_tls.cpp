#include "src/cache/redis_tls.hpp"

#include "src/base/error.hpp"

#include <fmt/format.h>

#ifdef MIGRATE_REDIS_TLS
#include <memory>

#include <hiredis/hiredis.h>
#include <hiredis/hiredis_ssl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#endif

namespace migrate {

#ifdef MIGRATE_REDIS_TLS

namespace {

struct TlsEnd {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(SSL* session) const { SSL_free(session); }
};

[[noreturn]] void fail_tls(const RedisUrl& url, std::string_view why) {
    throw Error(ExitCode::unreachable,
                fmt::format("cannot speak TLS with Redis at {}: {}", url.address(), why),
                "Check the server's certificate; SSL_CERT_FILE names the authorities to trust.");
}

void check_tls(bool done, const RedisUrl& url) {
    const char* why = ERR_reason_error_string(ERR_peek_last_error());
    if (!done) fail_tls(url, why ? why : "OpenSSL refuses");
}

/// hiredis itself verifies who signed a certificate, but not whose it is.
void expect_host(SSL& session, const RedisUrl& url) {
    X509_VERIFY_PARAM* expected = SSL_get0_param(&session);
    if (X509_VERIFY_PARAM_set1_ip_asc(expected, url.host.c_str()) == 1) return;
    ERR_clear_error();
    check_tls(SSL_set1_host(&session, url.host.c_str()) == 1, url);
    check_tls(SSL_set_tlsext_host_name(&session, url.host.c_str()) == 1, url);
}

}  // namespace

void require_redis_tls() {}

void start_redis_tls(redisContext& context, const RedisUrl& url) {
    const std::unique_ptr<SSL_CTX, TlsEnd> settings(SSL_CTX_new(TLS_client_method()));
    check_tls(settings && SSL_CTX_set_min_proto_version(settings.get(), TLS1_2_VERSION) == 1 &&
                  SSL_CTX_set_default_verify_paths(settings.get()) == 1,
              url);
    SSL_CTX_set_verify(settings.get(), SSL_VERIFY_PEER, nullptr);
    std::unique_ptr<SSL, TlsEnd> session(SSL_new(settings.get()));
    check_tls(session != nullptr, url);
    expect_host(*session, url);
    // The connection owns the session from here on, except where it could not be started.
    if (redisInitiateSSL(&context, session.get()) != REDIS_OK) fail_tls(url, context.errstr);
    static_cast<void>(session.release());
}

#else

void require_redis_tls() {
    throw Error(
        ExitCode::usage,
        "this migrate cannot speak TLS with Redis: it was built with a hiredis that has none (before 1.0)",
        "Use the redis:// endpoint of the private network, or a migrate built on Debian 13.");
}

void start_redis_tls(redisContext&, const RedisUrl&) {
    require_redis_tls();
}

#endif

}  // namespace migrate
