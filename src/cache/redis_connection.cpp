#include "src/cache/redis_connection.hpp"

#include "src/base/error.hpp"
#include "src/base/words.hpp"
#include "src/cache/redis_refusal.hpp"
#include "src/cache/redis_tls.hpp"

#include <cerrno>

#include <fmt/format.h>

namespace migrate {

namespace {

timeval timeval_of(std::chrono::milliseconds time) {
    timeval result{};
    result.tv_sec = static_cast<time_t>(time.count() / 1000);
    result.tv_usec = static_cast<suseconds_t>(time.count() % 1000 * 1000);
    return result;
}

redisContext* open_context(const RedisUrl& url, std::chrono::milliseconds timeout) {
    const timeval limit = timeval_of(timeout);
    return url.socket.empty() ? redisConnectWithTimeout(url.host.c_str(), url.port, limit)
                              : redisConnectUnixWithTimeout(url.socket.c_str(), limit);
}

}  // namespace

std::string_view text_of(const redisReply& reply) {
    switch (reply.type) {
        case REDIS_REPLY_STRING:
        case REDIS_REPLY_STATUS:
        case REDIS_REPLY_ERROR:
            return {reply.str, reply.len};
        default:
            return {};
    }
}

RedisConnection::RedisConnection(const RedisUrl& url, std::chrono::milliseconds timeout)
    : address_(url.address()), timeout_(timeout) {
    if (url.tls) require_redis_tls();
    context_.reset(open_context(url, timeout));
    if (!context_) throw Error(ExitCode::defect, "out of memory while connecting to Redis");
    if (is_lost() || redisSetTimeout(context_.get(), timeval_of(timeout)) != REDIS_OK)
        fail("cannot connect to");
    if (url.tls) start_redis_tls(*context_, url);
    log_in(url);
    if (url.database != 0) select(url.database);
}

void RedisConnection::log_in(const RedisUrl& url) {
    if (url.user.empty() && url.password.empty()) return;
    const Words by_name{"AUTH", url.user, url.password}, by_password{"AUTH", url.password};
    RedisReply reply = ask(url.user.empty() ? by_password : by_name);
    // Servers before Redis 6 know no names; platforms write "default" into the URLs of all.
    if (is_error(*reply) && url.user == "default" && text_of(*reply).starts_with("ERR wrong number"))
        reply = ask(by_password);
    if (is_error(*reply)) throw redis_refused(text_of(*reply), "AUTH", address_);
}

void RedisConnection::select(int database) {
    const RedisReply reply = ask({"SELECT", std::to_string(database)});
    if (!is_error(*reply)) return;
    const Error refused = redis_refused(text_of(*reply), "SELECT", address_);
    if (refusal_of(text_of(*reply)) != RedisRefusal::other) throw refused;
    throw Error(ExitCode::usage, refused.message(),
                "Name another database in the URL; a cluster has only database 0.");
}

void RedisConnection::append(const Words& words) {
    pointers_.clear();
    sizes_.clear();
    for (const std::string_view word : words) {
        pointers_.push_back(word.data());
        sizes_.push_back(word.size());
    }
    if (redisAppendCommandArgv(context_.get(), static_cast<int>(words.size()), pointers_.data(),
                               sizes_.data()) != REDIS_OK)
        fail("lost the connection to");
}

RedisReply RedisConnection::receive() {
    void* reply = nullptr;
    if (redisGetReply(context_.get(), &reply) != REDIS_OK) fail("lost the connection to");
    return RedisReply(static_cast<redisReply*>(reply));
}

RedisReply RedisConnection::ask(const Words& words) {
    append(words);
    return receive();
}

RedisReply RedisConnection::demand(const Words& words) {
    RedisReply reply = ask(words);
    if (is_error(*reply)) throw redis_refused(text_of(*reply), words.front(), address_);
    return reply;
}

void RedisConnection::fail(std::string_view what) const {
    const bool late = context_->err == REDIS_ERR_IO && (errno == EAGAIN || errno == ETIMEDOUT);
    const std::string why = late ? "no answer within " + duration_text(timeout_) : context_->errstr;
    throw Error(ExitCode::unreachable, fmt::format("{} Redis at {}: {}", what, address_, why),
                "Check that the server runs and that REDIS_URL names it; then run it again.");
}

}  // namespace migrate
