#pragma once

#include "src/index/blocker.hpp"

#include <string>
#include <vector>

namespace migrate {

class Connection;

/// Whom a backend waits for.
struct WaitedFor {
    std::vector<Blocker> blockers;
    bool only_autovacuum = false;  ///< there are some, and all of them are autovacuum workers
};
WaitedFor read_blockers(Connection& connection, int pid);

/// Statements behind the build of backend `pid` on a table, for which the server will cancel that build at
/// its end: they wait for the table's lock with a snapshot held, and the build will wait for the snapshot.
std::vector<Blocker> read_queue(Connection& connection, int pid, const std::string& table_oid);

/// Which transactions a statement on a table would have to wait for.
struct TableWait {
    std::string table_oid;
    bool readers = false;    ///< also those that only read the table: a drop waits for them
    bool snapshots = false;  ///< also those with an old snapshot, on whatever table: a build waits at its end
    bool young = false;      ///< also those that began less than a second ago, which are over mostly at once
};
struct TableBlocker {
    Blocker blocker;
    std::string locker;  ///< names the transaction: the same session has another one later
};
/// Oldest first.
std::vector<TableBlocker> read_table_blockers(Connection& connection, const TableWait& wait);

}  // namespace migrate
