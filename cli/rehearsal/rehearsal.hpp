#pragma once

#include "src/base/error.hpp"
#include "src/postgres/connection.hpp"
#include "src/revision/plan.hpp"
#include "src/revision/revision_graph.hpp"

#include <optional>
#include <vector>

namespace migrate {

/// Runs single revisions in a database of a PrivateServer, by the same code as `up` and `down`. A role that
/// a statement names and the server lacks is made, since roles are the server's and not the database's.
class Rehearsal {
  public:
    /// `applied`: what the database has already, in order.
    Rehearsal(const RevisionGraph& graph, ConnectOptions database, std::vector<RevisionId> applied = {});

    /// Why it failed; the database is then where it was, unless the revision cannot run in a transaction.
    /// Precondition: what it stands on is applied.
    std::optional<Error> up(const RevisionId& id);
    /// Undoes the newest one.
    std::optional<Error> down();

    Connection& connection() { return connection_; }

  private:
    std::optional<Error> run(const RevisionStep& step);
    std::optional<Error> try_run(const RevisionStep& step);
    VersionChange change_up(const RevisionId& id) const;

    const RevisionGraph& graph_;
    std::vector<RevisionId> applied_;
    Connection connection_;
};

}  // namespace migrate
