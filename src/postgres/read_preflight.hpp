#pragma once

#include "src/postgres/connection.hpp"
#include "src/revision/history_facts.hpp"
#include "src/revision/revision_graph.hpp"
#include "src/settings/server_facts.hpp"

namespace migrate {

/// What preflight asks a database.
struct PreflightFacts {
    HistoryFacts history;
    ServerFacts server;
};

/// How much preflight wants to know of the server.
enum class ServerQuestion {
    takes_writes,  ///< where nobody has a policy for the bot's settings
    own_session,   ///< and what a session of this role gets
    every_role,    ///< and what another role's sessions get
};

/// In one round trip where the database is at head and in order; what there is to explain takes another.
/// Takes no lock on a table of the application, writes nothing. Indexes of columns are compared with their
/// declaration by columns, order and uniqueness; those with expressions or a predicate only by name and
/// table, since only a copy of the table could tell more.
PreflightFacts read_preflight_facts(Connection& connection, const RevisionGraph& graph,
                                    ServerQuestion question);

}  // namespace migrate
