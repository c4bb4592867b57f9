#include "src/postgres/write_access.hpp"

#include "src/postgres/pooler.hpp"
#include "src/postgres/queries/access_sql.hpp"
#include "src/postgres/query.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

std::string with_facts(std::string_view sql, std::string_view unfinished = access_sql::no_journal) {
    return fmt::format(fmt::runtime(sql), fmt::arg("facts", access_sql::session_facts),
                       fmt::arg("unfinished", unfinished));
}

/// The table is not there, or not ours to read.
bool is_out_of_reach(const Error& error) {
    return error.sql().sqlstate == "42P01" || error.sql().sqlstate == "42501";
}

SessionFacts facts_of(const Connection& connection, const pqxx::row& row) {
    const int server_pid = row["server_pid"].as<int>();
    return {.server_pid = server_pid,
            .in_recovery = row["in_recovery"].as<bool>(),
            .read_only = row["read_only"].as<bool>(),
            .has_timeouts = row["has_timeouts"].as<bool>(),
            .pooled = connection.backend_pid() != server_pid};
}

FirstLook read_look(Connection& connection, std::string_view unfinished) {
    const auto rows = query(connection, with_facts(access_sql::read_session_and_heads, unfinished));
    FirstLook look{.session = facts_of(connection, rows[0]),
                   .has_unfinished = rows[0]["has_unfinished"].as<bool>()};
    for (const auto& row : rows) {
        if (!row["revision"].is_null()) look.heads.emplace_back(row["revision"].c_str());
    }
    std::ranges::sort(look.heads);
    return look;
}

FirstLook read_look_without_journal(Connection& connection) try {
    return read_look(connection, access_sql::no_journal);
} catch (const Error& error) {
    if (error.sql().sqlstate != "42P01") throw;
    return {.session = read_session_facts(connection)};
}

Obstacle read_standby(Connection& connection) {
    Obstacle obstacle{.reason = "the server is a standby (in recovery), which takes no changes",
                      .way_out =
                          "Connect to the primary; where the URL lists several hosts, "
                          "target_session_attrs=read-write finds it."};
    for (const auto& row : query(connection, access_sql::read_primary))
        obstacle.details.push_back(
            fmt::format("it follows {}, port {}", row["sender_host"].c_str(), row["sender_port"].c_str()));
    return obstacle;
}

/// Read-only by role, database or client is no obstacle: it guards against slips, and our sessions switch it
/// off. By the server's configuration it says that the whole server is to stay as it is.
std::optional<Obstacle> read_read_only_server(Connection& connection) {
    const auto rows = query(connection, access_sql::read_server_source);
    if (rows.empty()) return std::nullopt;
    return Obstacle{
        .reason = fmt::format("the server is read-only: default_transaction_read_only is on, set by its {}",
                              rows[0]["source"].c_str()),
        .way_out =
            "Somebody made the whole server read-only: find out why. When that is over, take the "
            "setting out and reload, or connect to the server that took its place."};
}

}  // namespace

SessionFacts read_session_facts(Connection& connection) {
    return facts_of(connection, query(connection, with_facts(access_sql::read_session))[0]);
}

FirstLook read_first_look(Connection& connection) try {
    return read_look(connection, access_sql::has_unfinished);
} catch (const Error& error) {
    if (!is_out_of_reach(error)) throw;
    return read_look_without_journal(connection);
}

void run_lift_limits(Connection& connection, const SessionFacts& session) {
    if (session.pooled || !(session.read_only || session.has_timeouts)) return;
    query(connection, access_sql::lift_limits);
}

std::optional<Obstacle> read_obstacle(Connection& connection, const SessionFacts& session,
                                      const ConnectOptions& connect) {
    if (session.in_recovery) return read_standby(connection);
    if (session.read_only) {
        if (auto obstacle = read_read_only_server(connection)) return obstacle;
    }
    return session.pooled ? read_pooler_obstacle(connection, session.server_pid, connect) : std::nullopt;
}

Error refusal_of(const Obstacle& obstacle) {
    Error error(ExitCode::refused, fmt::format("{}; nothing was changed", obstacle.reason), obstacle.way_out);
    error.with_details(obstacle.details);
    return error;
}

}  // namespace migrate
