#pragma once

#include <chrono>
#include <string>

namespace migrate {

/// A transaction of somebody else's that a build waits for, or a statement that waits behind a build.
struct Blocker {
    int pid = 0;           ///< 0: a prepared transaction, which has no session
    std::string prepared;  ///< its global id; "" for a session
    std::string user;
    std::string application;
    std::string state;                 ///< as pg_stat_activity has it: "idle in transaction", "active", …
    std::chrono::milliseconds age{0};  ///< of its transaction
    std::string query;                 ///< what it runs or ran last, on one line, cut

    /// "pid 4711 (bot, idle in transaction for 12 min, last query: UPDATE …)"
    std::string text() const;
    /// The statement that ends it: pg_terminate_backend, or ROLLBACK PREPARED.
    std::string way_to_end() const;
    /// The statement that ends what a session runs, and leaves the session: pg_cancel_backend.
    std::string way_to_cancel() const;
    /// Whether both speak of the same transaction, whatever its age is by now.
    bool is_same(const Blocker& other) const { return pid == other.pid && prepared == other.prepared; }
};

}  // namespace migrate
