#include "src/cache/node_flush.hpp"

#include "src/base/words.hpp"
#include "src/cache/batch_clock.hpp"
#include "src/cache/batch_pace.hpp"
#include "src/cache/key_removal.hpp"
#include "src/cache/key_scan.hpp"
#include "src/cache/redis_refusal.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

using KeyNames = std::vector<std::string_view>;

class NodeFlush {
  public:
    NodeFlush(RedisConnection& connection, const NodeFlushTask& task)
        : connection_(connection), task_(task), clock_(connection) {}

    void remove() { options().key.empty() ? remove_all() : remove_key(); }
    void count_again();
    RedisNodeFlush result();

  private:
    const RedisFlushOptions& options() const { return task_.options; }
    void remove_all();
    KeyNames run_batch(KeyScan& scan, KeyRemoval& removal, const KeyNames& names);
    void remove_key();
    void take(const KeysRemoved& gone);
    void refuse_moved() const;
    void count_all();
    std::uint64_t count_key();
    void tell() const;

    RedisConnection& connection_;
    const NodeFlushTask& task_;
    BatchClock clock_;
    BatchPace pace_;
    RedisNodeFlush result_;
    std::uint64_t moved_ = 0;
};

RedisNodeFlush NodeFlush::result() {
    result_.worst_batch = pace_.worst();
    return result_;
}

void NodeFlush::remove_all() {
    KeyScan scan(connection_, options().prefix);
    KeyRemoval removal(connection_, task_.is_cluster);
    KeyNames names;
    do {
        stop_redis_flush_if_interrupted(options());
        names = run_batch(scan, removal, names);
        result_.found += names.size();
        tell();
    } while (!names.empty() || !scan.done());
    refuse_moved();
}

/// Removes the names of the batch before and reads those of the next, in one round trip.
KeyNames NodeFlush::run_batch(KeyScan& scan, KeyRemoval& removal, const KeyNames& names) {
    const bool goes_on = !scan.done();
    clock_.append_start();
    removal.append(names);
    if (goes_on) scan.append(pace_.count());
    clock_.append_end();

    // All answers are read before any of them can end the flush: the connection is still needed to count.
    clock_.receive_start();
    const KeysRemoved gone = removal.receive();
    if (goes_on) scan.receive();
    pace_.took(clock_.receive_end());
    take(gone);
    if (!gone.refusal.empty()) throw redis_refused(gone.refusal, removal.command(), connection_.address());
    return goes_on ? scan.take_names() : KeyNames{};
}

void NodeFlush::take(const KeysRemoved& gone) {
    result_.removed += gone.removed;
    moved_ += gone.moved;
}

void NodeFlush::refuse_moved() const {
    if (moved_ == 0) return;
    throw Error(ExitCode::step_failed,
                fmt::format("{} moved from Redis at {} to another node of the cluster meanwhile",
                            count_of(moved_, "key"), connection_.address()),
                "Run it again when the cluster has moved its slots.");
}

void NodeFlush::remove_key() {
    stop_redis_flush_if_interrupted(options());
    result_.found = count_key();
    KeyRemoval removal(connection_, true);
    const std::string name = options().prefix + options().key;
    clock_.append_start();
    removal.append({name});
    clock_.append_end();
    clock_.receive_start();
    const KeysRemoved gone = removal.receive();
    pace_.took(clock_.receive_end());
    take(gone);
    tell();
    if (!gone.refusal.empty()) throw redis_refused(gone.refusal, removal.command(), connection_.address());
    refuse_moved();
}

void NodeFlush::count_again() {
    if (options().key.empty())
        count_all();
    else
        result_.remaining = count_key();
    if (options().count_only) result_.found = result_.remaining;
    result_.recounted = true;
    tell();
}

void NodeFlush::count_all() {
    KeyScan scan(connection_, options().prefix);
    std::uint64_t keys = 0;
    while (!scan.done()) {
        stop_redis_flush_if_interrupted(options());
        clock_.append_start();
        scan.append(pace_.count());
        clock_.append_end();
        clock_.receive_start();
        scan.receive();
        pace_.took(clock_.receive_end());
        keys += scan.take_names().size();
    }
    result_.remaining = keys;
}

std::uint64_t NodeFlush::count_key() {
    return static_cast<std::uint64_t>(
        connection_.demand({"EXISTS", options().prefix + options().key})->integer);
}

void NodeFlush::tell() const {
    if (options().progress)
        options().progress(task_.found_before + result_.found, task_.removed_before + result_.removed);
}

/// The first failure is the one to tell.
template <class Work>
void keep_failure(std::optional<Error>& failure, Work work) {
    try {
        work();
    } catch (const Error& error) {
        if (!failure) failure = error;
    }
}

bool is_interrupted(const RedisFlushOptions& options) {
    return options.interrupted && options.interrupted();
}

}  // namespace

void stop_redis_flush_if_interrupted(const RedisFlushOptions& options) {
    if (is_interrupted(options))
        throw Error(ExitCode::step_failed, "interrupted while flushing Redis",
                    "Run it again: it goes on from here.");
}

RedisNodeFlush flush_node(RedisConnection& connection, const NodeFlushTask& task) {
    RedisNodeFlush result;
    std::optional<Error> failure;
    keep_failure(failure, [&] {
        NodeFlush flush(connection, task);
        if (!task.options.count_only) keep_failure(failure, [&] { flush.remove(); });
        if (!connection.is_lost()) keep_failure(failure, [&] { flush.count_again(); });
        result = flush.result();
    });
    result.address = connection.address();
    result.failure = failure;
    return result;
}

}  // namespace migrate
