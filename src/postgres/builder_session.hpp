#pragma once

#include "src/postgres/step_context.hpp"

#include <chrono>
#include <functional>
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
    BuilderSession(const StepContext& context, const ResolvedTable& table);

    /// Runs one statement here while the runner's session watches: tells progress and blockers, and cancels
    /// it when the run is interrupted. Throws Error as query() does.
    void run_watched(const std::string& sql, const BuildProgress& subject);

    Connection& connection() { return connection_; }
    /// The server's, as pg_stat_activity and its like know it: behind a pooler the client's is another.
    int server_pid() const { return server_pid_; }

  private:
    void take_table_lock(const ResolvedTable& table);

    const StepContext& context_;
    Connection connection_;
    int server_pid_;
};

/// Tells how far the build of backend `pid` is; `best` keeps the percentage from going back.
void report_progress(const StepContext& context, int pid, BuildProgress subject, double& best);

}  // namespace migrate
