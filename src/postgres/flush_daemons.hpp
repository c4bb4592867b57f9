#pragma once

#include "src/report/flush_result.hpp"
#include "src/settings/cache_spec.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace migrate {

class Connection;

struct DaemonFlushOptions {
    std::vector<CacheSpec> caches;
    std::string key;                        ///< only this entry; "" = all
    bool count_only = false;                ///< only says who has registered
    std::chrono::milliseconds wait{2'000};  ///< for the answers
    std::function<bool()> interrupted;      ///< true: wait no longer
};

/// Raises the caches' generation, tells the daemons on their channels, and waits until each that had
/// registered has answered or the time is over. `connection` must not go through a pooler that pools by
/// transaction.
DaemonFlush run_daemon_flush(Connection& connection, const DaemonFlushOptions& options);

}  // namespace migrate
