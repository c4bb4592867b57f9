#include "src/cache/redis_nodes.hpp"

#include "src/base/error.hpp"
#include "src/cache/redis_refusal.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace migrate {

namespace {

/// Slots that one node has, and the node.
struct SlotRange {
    long long first = 0;
    long long last = 0;
    RedisUrl primary;
};

std::optional<RedisMode> mode_named(std::string_view name) {
    if (name == "cluster") return RedisMode::cluster;
    if (name == "sentinel")
        throw Error(ExitCode::usage, "the URL of Redis names a Sentinel, which has no keys of its own",
                    "Name the primary: `redis-cli -p 26379 SENTINEL GET-MASTER-ADDR-BY-NAME name` tells it.");
    return RedisMode::standalone;
}

/// Whatever else is asked would be refused for the same reason.
void refuse_no_entry(const redisReply& reply, std::string_view command, const RedisConnection& connection) {
    if (!is_error(reply)) return;
    const RedisRefusal refusal = refusal_of(text_of(reply));
    if (refusal == RedisRefusal::no_login || refusal == RedisRefusal::not_now)
        throw redis_refused(text_of(reply), command, connection.address());
}

/// HELLO 2 keeps the protocol, and answers with names and values by turns.
std::optional<RedisMode> mode_by_hello(RedisConnection& connection) {
    const RedisReply reply = connection.ask({"HELLO", "2"});
    refuse_no_entry(*reply, "HELLO", connection);
    for (std::size_t i = 0; i + 1 < reply->elements; i += 2)
        if (text_of(*reply->element[i]) == "mode") return mode_named(text_of(*reply->element[i + 1]));
    return {};
}

std::optional<RedisMode> mode_by_info(RedisConnection& connection) {
    const RedisReply reply = connection.ask({"INFO", "server"});
    const std::string_view text = text_of(*reply);
    refuse_no_entry(*reply, "INFO", connection);
    constexpr std::string_view line = "redis_mode:";
    const auto at = is_error(*reply) ? std::string_view::npos : text.find(line);
    if (at == std::string_view::npos) return {};
    const auto value = text.substr(at + line.size());
    return mode_named(value.substr(0, value.find_first_of("\r\n")));
}

/// Each range: first slot, last slot, the primary as address, port and more, then its replicas likewise.
std::optional<SlotRange> slot_range(const redisReply& range, const RedisUrl& seed) {
    if (range.elements < 3 || range.element[2]->elements < 2) return {};
    const redisReply& node = *range.element[2];
    SlotRange result{range.element[0]->integer, range.element[1]->integer, seed};
    // Nothing, or "?", where a node does not know its own address: then it is where we already are.
    if (const auto host = text_of(*node.element[0]); !host.empty() && host != "?") result.primary.host = host;
    result.primary.port = static_cast<int>(node.element[1]->integer);
    result.primary.socket.clear();
    return result;
}

[[noreturn]] void refuse_cluster(const RedisConnection& connection, std::string_view what) {
    throw Error(ExitCode::unreachable,
                fmt::format("the cluster of Redis at {} {}", connection.address(), what),
                "See `redis-cli --cluster check`, give the slots to nodes, then run it again.");
}

std::vector<SlotRange> read_slots(RedisConnection& connection, const RedisUrl& seed) {
    const RedisReply reply = connection.demand({"CLUSTER", "SLOTS"});
    std::vector<SlotRange> ranges;
    for (std::size_t i = 0; i < reply->elements; ++i)
        if (auto range = slot_range(*reply->element[i], seed)) ranges.push_back(std::move(*range));
    if (ranges.empty()) refuse_cluster(connection, "has no node with slots");
    return ranges;
}

std::vector<RedisUrl> node_of_slot(const std::vector<SlotRange>& ranges, long long slot,
                                   const RedisConnection& connection) {
    const auto owner = std::ranges::find_if(
        ranges, [&](const SlotRange& range) { return range.first <= slot && slot <= range.last; });
    if (owner == ranges.end()) refuse_cluster(connection, fmt::format("has no node for slot {}", slot));
    return {owner->primary};
}

}  // namespace

RedisMode read_redis_mode(RedisConnection& connection) {
    if (const auto mode = mode_by_hello(connection)) return *mode;
    return mode_by_info(connection).value_or(RedisMode::standalone);
}

std::vector<RedisUrl> read_primaries(RedisConnection& connection, const RedisUrl& seed,
                                     const std::string& key) {
    const std::vector<SlotRange> ranges = read_slots(connection, seed);
    if (!key.empty())
        return node_of_slot(ranges, connection.demand({"CLUSTER", "KEYSLOT", key})->integer, connection);
    std::vector<RedisUrl> primaries;
    for (const SlotRange& range : ranges) {
        const auto same = [&](const RedisUrl& other) { return other.address() == range.primary.address(); };
        if (std::ranges::none_of(primaries, same)) primaries.push_back(range.primary);
    }
    return primaries;
}

}  // namespace migrate
