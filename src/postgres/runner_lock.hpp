#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

class Connection;

/// Who holds a lock of ours.
struct LockHolder {
    int pid = 0;
    std::string application;
    std::string user;
    std::string client;               ///< address, or "local"
    std::string since;                ///< start of its session, ISO 8601
    std::string query;                ///< what it runs, cut
    std::vector<std::string> builds;  ///< "ix_context_chat_order on chat_contexts, 42 %"
    /// "pid 4711 (migrate up 20250820_200500, bot at 10.0.0.5, since …, building …)"
    std::string text() const;
};

/// The lock that lets one runner at a time change a database: a session advisory lock, polled with no
/// transaction open, since a session that waits inside pg_advisory_lock() holds a snapshot and would deadlock
/// a concurrent index build. Released with the object or the session.
class RunnerLock {
  public:
    /// Waits up to `wait`; tells `waiting` who holds it, once a holder. Error: ExitCode::locked, naming the
    /// holder.
    static RunnerLock take(Connection& connection, std::chrono::milliseconds wait,
                           const std::function<void(const LockHolder&)>& waiting);
    RunnerLock(RunnerLock&& other) noexcept;
    RunnerLock(const RunnerLock&) = delete;
    ~RunnerLock();

  private:
    explicit RunnerLock(Connection& connection) : connection_(&connection) {}
    Connection* connection_;
};

/// Ends session `server_pid`, which was ours until its line was lost, if the server has not noticed that and it
/// still holds the lock.
void run_end_lost_runner(Connection& connection, int server_pid);

/// Who holds the runner's lock now, if anybody.
std::optional<LockHolder> read_lock_holder(Connection& connection);

}  // namespace migrate
