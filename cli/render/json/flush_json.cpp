#include "cli/render/json/flush_json.hpp"

#include "cli/render/json/error_json.hpp"

#include <algorithm>

// The names are a contract: other programs read them.

namespace migrate {

namespace {

using FlushJson = nlohmann::ordered_json;

double milliseconds_of(std::chrono::microseconds duration) {
    return static_cast<double>(duration.count()) / 1000;
}

FlushJson node_json(const RedisNodeFlush& node) {
    return {{"address", node.address},
            {"found", node.found},
            {"removed", node.removed},
            {"remaining", node.recounted ? FlushJson(node.remaining) : FlushJson(nullptr)},
            {"worst_batch_ms", milliseconds_of(node.worst_batch)},
            {"error", node.failure ? error_json(*node.failure) : FlushJson(nullptr)}};
}

FlushJson redis_json(const std::vector<RedisFlush>& caches) {
    FlushJson json = FlushJson::array();
    for (const RedisFlush& cache : caches) {
        FlushJson nodes = FlushJson::array();
        for (const RedisNodeFlush& node : cache.nodes) nodes.push_back(node_json(node));
        json.push_back({{"cache", cache.cache},
                        {"prefix", cache.prefix},
                        {"duration_ms", cache.duration.count()},
                        {"nodes", nodes}});
    }
    return json;
}

FlushJson daemon_json(const DaemonAnswer& daemon) {
    FlushJson json{{"name", daemon.name}, {"pid", daemon.pid}, {"acknowledged", !is_silent(daemon)}};
    if (is_silent(daemon)) {
        json["likely_cause"] =
            daemon.likely_cause.empty() ? FlushJson(nullptr) : FlushJson(daemon.likely_cause);
        return json;
    }
    json["after_ms"] = milliseconds_of(*daemon.answered_after);
    json["cleared"] = daemon.cleared;
    return json;
}

FlushJson daemons_json(const DaemonFlush& flush) {
    FlushJson daemons = FlushJson::array();
    for (const DaemonAnswer& daemon : flush.daemons) daemons.push_back(daemon_json(daemon));
    const auto silent = std::ranges::count_if(flush.daemons, is_silent);
    return {{"flush", flush.flush_id},
            {"caches", flush.caches},
            {"generation", flush.generation},
            {"registered", flush.daemons.size()},
            {"acknowledged", flush.daemons.size() - static_cast<std::size_t>(silent)},
            {"daemons", daemons}};
}

FlushJson bytecode_json(const std::vector<BytecodeFlush>& roots) {
    FlushJson json = FlushJson::array();
    for (const BytecodeFlush& root : roots)
        json.push_back(
            {{"root", root.root}, {"files", root.files}, {"bytes", root.bytes}, {"warnings", root.warnings}});
    return json;
}

std::string_view result_name(const FlushResult& result) {
    if (!failures_of(result).empty()) return "failed";
    if (result.dry_run) return "planned";
    return silent_daemons(result) > 0 ? "unacknowledged" : "done";
}

}  // namespace

nlohmann::ordered_json flush_json(const FlushResult& result) {
    FlushJson failures = FlushJson::array();
    for (const Error& failure : result.failures) failures.push_back(error_json(failure));
    return {{"result", result_name(result)},
            {"dry_run", result.dry_run},
            {"redis", redis_json(result.redis)},
            {"daemons", result.daemons ? daemons_json(*result.daemons) : FlushJson(nullptr)},
            {"bytecode", bytecode_json(result.bytecode)},
            {"not_done", result.not_done},
            {"failures", failures}};
}

}  // namespace migrate
