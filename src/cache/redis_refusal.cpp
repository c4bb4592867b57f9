#include "src/cache/redis_refusal.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace migrate {

namespace {

struct RefusalRow {
    std::string_view beginning;  ///< of the reply
    RedisRefusal refusal;
};

// The codes of Redis 2.8 to 8 and Valkey; servers before 6 have "ERR" and a sentence for some of them.
constexpr std::array<RefusalRow, 20> refusal_rows{{
    {"NOAUTH", RedisRefusal::no_login},
    {"DENIED", RedisRefusal::no_login},  // protected mode: no password is set, and we come from outside
    {"WRONGPASS", RedisRefusal::wrong_login},
    {"ERR invalid password", RedisRefusal::wrong_login},
    {"ERR AUTH", RedisRefusal::wrong_login},
    {"ERR Client sent AUTH", RedisRefusal::wrong_login},
    {"ERR wrong number of arguments for 'auth'", RedisRefusal::wrong_login},
    {"NOPERM", RedisRefusal::no_permission},
    {"LOADING", RedisRefusal::not_now},
    {"MASTERDOWN", RedisRefusal::not_now},
    {"BUSY", RedisRefusal::not_now},
    {"ERR max number of clients", RedisRefusal::not_now},
    {"TRYAGAIN", RedisRefusal::not_now},
    {"READONLY", RedisRefusal::read_only},
    {"MISCONF", RedisRefusal::cannot_save},
    {"MOVED", RedisRefusal::moved},
    {"ASK", RedisRefusal::moved},
    {"CROSSSLOT", RedisRefusal::cross_slot},
    {"CLUSTERDOWN", RedisRefusal::cluster_down},
    {"ERR unknown command", RedisRefusal::unknown_command},
}};

ExitCode code_of(RedisRefusal refusal) {
    switch (refusal) {
        case RedisRefusal::no_login:
        case RedisRefusal::wrong_login:
        case RedisRefusal::not_now:
        case RedisRefusal::cluster_down:
            return ExitCode::unreachable;
        default:
            return ExitCode::step_failed;
    }
}

std::string small_letters(std::string_view command) {
    std::string text(command);
    for (char& sign : text)
        if (sign >= 'A' && sign <= 'Z') sign = static_cast<char>(sign - 'A' + 'a');
    return text;
}

std::string refusal_hint(RedisRefusal refusal, std::string_view command) {
    switch (refusal) {
        case RedisRefusal::no_login:
            return "Put the password into the URL, redis://user:password@host; REDIS_URL is where it is read from.";
        case RedisRefusal::wrong_login:
            return "Check user and password of the URL; servers before Redis 6 know passwords only: redis://:password@host.";
        case RedisRefusal::no_permission:
            return fmt::format(
                "Let the user run {}: ACL SETUSER name +{} and the keys' pattern, or use another user.",
                command, small_letters(command));
        case RedisRefusal::not_now:
            return "Wait a little, then run it again.";
        case RedisRefusal::read_only:
            return "Name the primary in the URL: this is a replica of it.";
        case RedisRefusal::cannot_save:
            return "Make its disk writable and free, or CONFIG SET stop-writes-on-bgsave-error no; then run it again.";
        case RedisRefusal::moved:
        case RedisRefusal::cross_slot:
            return "It is a node of a cluster: let the user run CLUSTER and INFO, so that all nodes are found; then run it again.";
        case RedisRefusal::cluster_down:
            return "Bring the missing nodes back, or set cluster-require-full-coverage no; then run it again.";
        default:
            return "Run it again when the cause is mended.";
    }
}

/// Servers repeat the arguments of a command that they do not know; among those of AUTH is the password.
std::string_view without_arguments(std::string_view reply) {
    return reply.substr(0, std::min(reply.find(", with args"), reply.find_first_of("\r\n")));
}

}  // namespace

RedisRefusal refusal_of(std::string_view reply) {
    const auto row = std::ranges::find_if(
        refusal_rows, [&](const RefusalRow& each) { return reply.starts_with(each.beginning); });
    return row == refusal_rows.end() ? RedisRefusal::other : row->refusal;
}

Error redis_refused(std::string_view reply, std::string_view command, std::string_view address) {
    const RedisRefusal refusal = refusal_of(reply);
    return {code_of(refusal),
            fmt::format("Redis at {} refused {}: {}", address, command, without_arguments(reply)),
            refusal_hint(refusal, command)};
}

}  // namespace migrate
