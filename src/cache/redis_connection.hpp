#pragma once

#include "src/cache/redis_url.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <hiredis/hiredis.h>

namespace migrate {

struct RedisReplyEnd {
    void operator()(redisReply* reply) const { freeReplyObject(reply); }
};
/// Never null.
using RedisReply = std::unique_ptr<redisReply, RedisReplyEnd>;

/// The bytes of a string, status or error; "" for others.
std::string_view text_of(const redisReply& reply);
inline bool is_error(const redisReply& reply) {
    return reply.type == REDIS_REPLY_ERROR;
}

/// A session on one server: logged in, its database selected. Commands may be sent many at a time.
///
/// Errors: ExitCode::unreachable where the server cannot be reached, does not answer in time, is lost, or
/// does not let the user in; ExitCode::usage for TLS where it is not built in, and a database that is not
/// there. The program must ignore SIGPIPE, since hiredis does not.
class RedisConnection {
  public:
    using Words = std::vector<std::string_view>;

    /// `timeout`: of connecting, of each address that the name has, and of each answer.
    RedisConnection(const RedisUrl& url, std::chrono::milliseconds timeout);

    /// Puts a command into the pipeline; it is sent with the first receive().
    void append(const Words& words);
    /// The next answer, which may be an error.
    RedisReply receive();
    /// One command, and its answer, which may be an error.
    RedisReply ask(const Words& words);
    /// One command whose refusal is an Error.
    RedisReply demand(const Words& words);

    const std::string& address() const { return address_; }
    bool is_lost() const { return context_->err != 0; }

  private:
    struct ContextEnd {
        void operator()(redisContext* context) const { redisFree(context); }
    };

    void log_in(const RedisUrl& url);
    void select(int database);
    [[noreturn]] void fail(std::string_view what) const;

    std::string address_;
    std::chrono::milliseconds timeout_;
    std::unique_ptr<redisContext, ContextEnd> context_;
    std::vector<const char*> pointers_;  // of append(), kept for their memory
    std::vector<std::size_t> sizes_;
};

}  // namespace migrate
