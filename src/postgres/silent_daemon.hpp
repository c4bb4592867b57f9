#pragma once

#include "src/postgres/cache_tables.hpp"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace migrate {

/// What the server shows of a session.
struct SessionState {
    std::string state;  ///< "idle", "idle in transaction", "active"; "" = this role may not see it
    std::string wait_event_type;
    std::chrono::seconds since{0};
};
using SessionStates = std::map<int, SessionState>;  ///< by pid

SessionStates read_session_states(Connection& connection, const std::vector<int>& pids);

/// Why a daemon did not answer, as far as the server can tell.
std::string likely_cause_of(const RegisteredDaemon& daemon, const SessionStates& states);

}  // namespace migrate
