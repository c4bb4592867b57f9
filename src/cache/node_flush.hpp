#pragma once

#include "src/cache/redis_connection.hpp"
#include "src/cache/redis_flush.hpp"

#include <cstdint>

namespace migrate {

/// What a flush of one server is told.
struct NodeFlushTask {
    const RedisFlushOptions& options;
    bool is_cluster = false;         ///< the server is a node of one
    std::uint64_t found_before = 0;  ///< on other nodes, for the progress of the whole
    std::uint64_t removed_before = 0;
};

/// Removes, or counts, the keys of one server, and counts again what is there then. What fails is in
/// `failure`, beside what was done until then; nothing is thrown.
RedisNodeFlush flush_node(RedisConnection& connection, const NodeFlushTask& task);

/// Throws where the caller wants an end.
void stop_redis_flush_if_interrupted(const RedisFlushOptions& options);

}  // namespace migrate
