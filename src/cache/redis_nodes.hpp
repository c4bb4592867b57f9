#pragma once

#include "src/cache/redis_connection.hpp"

#include <string>
#include <vector>

namespace migrate {

enum class RedisMode { standalone, cluster };

/// By HELLO, which every user may ask, or INFO on servers before Redis 6; standalone where neither tells.
/// Errors: as the server refused, where the user is not logged in; ExitCode::usage for a Sentinel, which has
/// no keys of its own.
RedisMode read_redis_mode(RedisConnection& connection);

/// The primaries of a cluster that have slots, each with the user and password of `seed`. With `key` only the
/// one that has this key. Errors: as the server refused; ExitCode::unreachable where no node has the key's
/// slot.
std::vector<RedisUrl> read_primaries(RedisConnection& connection, const RedisUrl& seed,
                                     const std::string& key = "");

}  // namespace migrate
