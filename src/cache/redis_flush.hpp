#pragma once

#include "src/report/flush_result.hpp"

#include <chrono>
#include <functional>
#include <string>

namespace migrate {

/// Which keys, and how gently.
struct RedisFlushOptions {
    std::string url;  ///< redis://[user:password@]host[:port][/database], rediss://…, unix:///socket?db=N
    std::string prefix;                        ///< of the keys, as it is: glob signs in it mean themselves
    std::string key;                           ///< only this one, behind the prefix; "" = all
    bool count_only = false;                   ///< change nothing
    std::chrono::milliseconds timeout{5'000};  ///< of connecting, and of each answer
    std::function<void(std::uint64_t found, std::uint64_t removed)> progress;
    std::function<bool()> interrupted;
};

/// Removes the keys under a prefix by SCAN and UNLINK, on every primary of a cluster. What fails on one node
/// is that node's; the others are done. The program must ignore SIGPIPE. The user needs the commands SCAN and
/// UNLINK (or DEL), EXISTS for a single key, and CLUSTER in a cluster. Errors: ExitCode::usage for an empty
/// prefix, a wrong URL, or TLS where the library was built without; ExitCode::unreachable when no node
/// answers.
RedisFlush run_redis_flush(const RedisFlushOptions& options);

}  // namespace migrate
