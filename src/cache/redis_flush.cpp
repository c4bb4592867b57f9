#include "src/cache/redis_flush.hpp"

#include "src/cache/node_flush.hpp"
#include "src/cache/redis_nodes.hpp"

namespace migrate {

namespace {

void refuse_empty_prefix(const RedisFlushOptions& options) {
    if (options.prefix.empty())
        throw Error(ExitCode::usage,
                    "a cache without a prefix cannot be flushed: that would be every key of the database",
                    "Give the cache its prefix, as `prefix = \"bot:menu:\"`.");
}

RedisNodeFlush flush_primary(const RedisUrl& url, const NodeFlushTask& task) {
    try {
        stop_redis_flush_if_interrupted(task.options);
        RedisConnection connection(url, task.options.timeout);
        return flush_node(connection, task);
    } catch (const Error& error) {
        RedisNodeFlush result;
        result.address = url.address();
        result.failure = error;
        return result;
    }
}

std::vector<RedisNodeFlush> flush_cluster(const std::vector<RedisUrl>& primaries,
                                          const RedisFlushOptions& options) {
    std::vector<RedisNodeFlush> nodes;
    NodeFlushTask task{options, true};
    for (const RedisUrl& primary : primaries) {
        nodes.push_back(flush_primary(primary, task));
        task.found_before += nodes.back().found;
        task.removed_before += nodes.back().removed;
    }
    return nodes;
}

std::vector<RedisNodeFlush> flush_nodes(const RedisFlushOptions& options) {
    const RedisUrl url = parse_redis_url(options.url);
    RedisConnection connection(url, options.timeout);
    if (read_redis_mode(connection) == RedisMode::standalone)
        return {flush_node(connection, NodeFlushTask{options})};
    const std::string name = options.key.empty() ? "" : options.prefix + options.key;
    return flush_cluster(read_primaries(connection, url, name), options);
}

}  // namespace

RedisFlush run_redis_flush(const RedisFlushOptions& options) {
    refuse_empty_prefix(options);
    const auto start = std::chrono::steady_clock::now();
    RedisFlush flush;
    flush.prefix = options.prefix;
    flush.nodes = flush_nodes(options);
    flush.duration =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    return flush;
}

}  // namespace migrate
