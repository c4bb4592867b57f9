#pragma once

#include "src/base/error.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// What became of the keys under one prefix on one Redis server.
struct RedisNodeFlush {
    std::string address;          ///< host:port or the socket; no password
    std::uint64_t found = 0;      ///< keys that were seen
    std::uint64_t removed = 0;    ///< as the server counted them
    std::uint64_t remaining = 0;  ///< counted again at the end: written meanwhile, or not removed
    bool recounted = false;       ///< `remaining` was counted; a failure may come before that
    std::chrono::microseconds worst_batch{0};  ///< the longest that the server was kept busy at a time
    std::optional<Error> failure;
};

/// One cache in Redis: all its primaries.
struct RedisFlush {
    std::string cache;
    std::string prefix;
    std::vector<RedisNodeFlush> nodes;
    std::chrono::milliseconds duration{0};
};

/// One daemon that had registered, and what it answered.
struct DaemonAnswer {
    std::string name;                                         ///< application_name: bot:replica-2
    int pid = 0;                                              ///< of its session on the server
    std::optional<std::chrono::microseconds> answered_after;  ///< empty: it did not
    std::uint64_t cleared = 0;                                ///< entries, as it said
    std::string likely_cause;                                 ///< of silence
};

/// The daemons' memory.
struct DaemonFlush {
    std::string flush_id;
    std::vector<std::string> caches;
    std::uint64_t generation = 0;  ///< as raised by this flush
    std::vector<DaemonAnswer> daemons;
};

/// Whether a daemon that had registered did not say that it cleared.
bool is_silent(const DaemonAnswer& daemon);

/// Python bytecode under one root.
struct BytecodeFlush {
    std::string root;
    std::uint64_t files = 0;  ///< removed, or with dry_run found
    std::uint64_t bytes = 0;
    std::vector<std::string> warnings;  ///< read-only folders and the like
};

/// What `migrate flush` did. With dry_run: what it would do.
struct FlushResult {
    bool dry_run = false;
    std::vector<RedisFlush> redis;
    std::optional<DaemonFlush> daemons;
    std::vector<BytecodeFlush> bytecode;
    std::vector<std::string> not_done;  ///< parts that were left out, each with the reason
    std::vector<Error> failures;        ///< of whole parts: Redis or the database cannot be reached
};

/// 0 where only asked who is there.
std::size_t silent_daemons(const FlushResult& result);

/// Of whole parts, and of single nodes.
std::vector<Error> failures_of(const FlushResult& result);

/// The worst that happened: 3 something could not be reached, 4 something else failed, 1 a daemon did not
/// answer, 0 done. Keys that were written while the others were removed are no failure: they are new.
ExitCode exit_code_of(const FlushResult& result);

}  // namespace migrate
