#pragma once

#include "src/base/error.hpp"
#include "src/postgres/connection.hpp"
#include "src/revision/revision.hpp"

#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// What a session says of itself and of its server.
struct SessionFacts {
    int server_pid = 0;         ///< pg_backend_pid()
    bool in_recovery = false;   ///< a standby
    bool read_only = false;     ///< default_transaction_read_only, whoever set it
    bool has_timeouts = false;  ///< of statements, locks or idleness, whoever set them
    bool pooled = false;        ///< the client knows the session by another pid: a pooler is in front
};
SessionFacts read_session_facts(Connection& connection);

/// The rows of alembic_version, what the session says of itself, and whether the journal has an entry that
/// was not ended (of a run at work now, or of one that was killed): one round trip where all is there to be
/// read.
struct FirstLook {
    std::vector<RevisionId> heads;  ///< in order; none where the table is not there
    SessionFacts session;
    bool has_unfinished = false;  ///< false also where the journal is not there, or not ours to read
};
FirstLook read_first_look(Connection& connection);

/// Lets this session take its time, and write, where a role, a database or a client set timeouts or made it
/// read-only: that guards against slips. That the server's own configuration makes it read-only is respected.
/// Leaves a pooled session as it is, which others may get next.
void run_lift_limits(Connection& connection, const SessionFacts& session);

/// Why this session must not change its database, and the way out.
struct Obstacle {
    std::string reason;
    std::string way_out;
    std::vector<std::string> details;
};

/// What stands between a session and changing its database: a standby, a server whose own configuration makes
/// it read-only, a pooler that gives each transaction another session. Costs nothing on a direct connection
/// to a server that takes changes; behind a pooler a second connection is opened with `connect` for a moment.
std::optional<Obstacle> read_obstacle(Connection& connection, const SessionFacts& session,
                                      const ConnectOptions& connect);

/// ExitCode::refused: the reason, and that nothing was changed.
Error refusal_of(const Obstacle& obstacle);

}  // namespace migrate
