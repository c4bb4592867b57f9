#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace migrate {

class Connection;

/// A daemon that listens for flushes, or did a short while ago.
struct RegisteredDaemon {
    std::string name;
    int pid = 0;           ///< of its session on the server
    bool pooled = false;   ///< it listens through a pooler that pools by transaction
    bool present = false;  ///< its session holds the listeners' lock
    std::chrono::seconds silent_for{0};
    bool has_row = true;  ///< else the lock is all that is known of it

    bool can_answer() const { return present || pooled; }
};

/// Makes the tables of generations and listeners where they are not there. Errors: ExitCode::step_failed,
/// with what the role lacks.
void run_ensure_cache_tables(Connection& connection);

/// Those on these channels, in order of their names, and those that have no row. No tables: only the latter.
std::vector<RegisteredDaemon> read_registered_daemons(Connection& connection,
                                                      const std::vector<std::string>& channels);

/// The new generation of each cache.
std::map<std::string, std::int64_t> raise_generations(Connection& connection,
                                                      const std::vector<std::string>& caches);

/// Takes rows out of daemons that gave no sign for so long that nobody waits for them.
void run_forget_daemons(Connection& connection);

}  // namespace migrate
