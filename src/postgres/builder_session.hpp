#pragma once

#include "src/index/build_watch.hpp"
#include "src/postgres/build_monitor.hpp"
#include "src/postgres/step_context.hpp"

#include <future>
#include <string>

namespace migrate {

/// A table as the catalog knows it.
struct ResolvedTable {
    std::string oid;
    std::string schema;
    std::string name;
};

/// A session of its own for the statements that build or drop one table's indexes. It holds an advisory lock
/// on the table, so that a build whose client was killed is seen by the next runner: the server goes on
/// building, and the lock stays until it ends.
class BuilderSession {
  public:
    /// Waits while another session of ours holds the table's lock.
    BuilderSession(const StepContext& context, ResolvedTable table);

    /// Runs one statement here while the runner's session watches: tells progress and blockers, and cancels
    /// it when the run is interrupted or the watchdog says so. Throws Error as query() does, and
    /// - SQLSTATE 55P03 when it let go of its place in the queue for the table: nothing has changed;
    /// - SQLSTATE 57014 when it was cancelled: the budget tells whether for its waits;
    /// - ExitCode::unreachable when the line is lost; the server may still be at it.
    void run_watched(const std::string& sql, const BuildProgress& subject, WaitBudget& budget);
    /// With RunOptions::max_wait for this statement alone.
    void run_watched(const std::string& sql, const BuildProgress& subject);

    /// Whom the last watched statement waited for at the end.
    const std::vector<Blocker>& blockers() const { return blockers_; }
    Connection& connection() { return connection_; }
    /// The server's, as pg_stat_activity and its like know it: behind a pooler the client's is another.
    int server_pid() const { return server_pid_; }

  private:
    void take_table_lock();
    WatchVerdict watch(const std::future<void>& running, BuildMonitor& monitor);
    void act_on(WatchVerdict verdict);
    void cancel();

    const StepContext& context_;
    ResolvedTable table_;
    Connection connection_;
    int server_pid_;
    std::vector<Blocker> blockers_;
};

}  // namespace migrate
