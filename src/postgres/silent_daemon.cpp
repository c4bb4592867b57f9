#include "src/postgres/silent_daemon.hpp"

#include "src/base/words.hpp"
#include "src/postgres/queries/cache_sql.hpp"
#include "src/postgres/query.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::string_view pooler_cause =
    "it listens through a pooler that pools by transaction, where notifications are lost: give its listener the server's own address";

std::string gone_cause(const RegisteredDaemon& daemon) {
    return fmt::format(
        "its session ended, and its last sign of life is {} old: the process was killed, or lost its line; one that comes back clears by the generation",
        duration_text(daemon.silent_for));
}

std::string busy_cause(const SessionState& session) {
    const std::string since = duration_text(session.since);
    if (session.state.starts_with("idle in transaction"))
        return fmt::format("its session is in a transaction, idle for {}: until that ends it hears nothing",
                           since);
    if (session.wait_event_type == "Lock")
        return fmt::format(
            "its session has been waiting for a lock for {}: until it gets it, it hears nothing", since);
    return fmt::format("its session has been running a statement for {}: until that ends it hears nothing",
                       since);
}

}  // namespace

SessionStates read_session_states(Connection& connection, const std::vector<int>& pids) {
    SessionStates states;
    if (pids.empty()) return states;
    const std::string array = fmt::format("{{{}}}", fmt::join(pids, ","));
    for (const auto& row : query(connection, cache_sql::read_silent, array))
        states[row["pid"].as<int>()] = {.state = row["state"].is_null() ? "" : row["state"].c_str(),
                                        .wait_event_type = row["wait_event_type"].c_str(),
                                        .since = std::chrono::seconds(row["seconds"].as<std::int64_t>())};
    return states;
}

std::string likely_cause_of(const RegisteredDaemon& daemon, const SessionStates& states) {
    if (daemon.pooled) return std::string(pooler_cause);
    const auto found = states.find(daemon.pid);
    if (!daemon.present || found == states.end()) return gone_cause(daemon);
    const SessionState& session = found->second;
    if (session.state.empty())
        return "this role may not see what its session does: GRANT pg_read_all_stats shows it";
    if (session.state != "idle") return busy_cause(session);
    if (!daemon.has_row) return "it listens through a pooler that pools by transaction, or hangs";
    return "its session is idle: the process hangs, is stopped, or has not answered in time";
}

}  // namespace migrate
