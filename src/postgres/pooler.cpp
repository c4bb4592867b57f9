#include "src/postgres/pooler.hpp"

#include "src/postgres/queries/access_sql.hpp"
#include "src/postgres/query.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::string_view ways_out =
    "Name the server's own address in --direct-url, MIGRATE_DATABASE_URL or DATABASE_UNPOOLED_URL, or a pooler that "
    "pools by session.";

/// Whose turn it is, 0 the session that asks and 1 the other: no simple rotation over two or more server
/// sessions gives each of them always the same one.
constexpr std::string_view turns = "10010110";

int read_server_pid(Connection& connection) {
    return query(connection, access_sql::read_server_pid)[0][0].as<int>();
}

bool has_own_server_session(Connection& connection, int server_pid, Connection& other) {
    const int other_pid = read_server_pid(other);
    if (other_pid == server_pid) return false;
    for (const char turn : turns) {
        const bool is_other = turn == '1';
        if (read_server_pid(is_other ? other : connection) != (is_other ? other_pid : server_pid))
            return false;
    }
    return true;
}

Obstacle pools_by_transaction(const Connection& connection) {
    const std::string hint = direct_address_hint(connection.host(), connection.port());
    return {
        .reason =
            "a pooler in transaction or statement mode is in front of the server: each transaction may get "
            "another session, so the locks and settings of a run would be left to others",
        .way_out = fmt::format("{}{}{}", ways_out, hint.empty() ? "" : " ", hint)};
}

Obstacle lends_one_session(const Error& error) {
    return {
        .reason =
            fmt::format("the pooler in front of the server lends no second session: {}", error.message()),
        .way_out = fmt::format("A run needs one session beside each build: enlarge the pool. {}", ways_out)};
}

}  // namespace

std::optional<Obstacle> read_pooler_obstacle(Connection& connection, int server_pid,
                                             const ConnectOptions& connect) {
    try {
        Connection other = Connection::open(connect);
        if (has_own_server_session(connection, server_pid, other)) return std::nullopt;
    } catch (const Error& error) {
        if (!connection.is_open()) throw;
        return lends_one_session(error);
    }
    return pools_by_transaction(connection);
}

std::string direct_address_hint(std::string_view host, std::string_view port) {
    const std::string_view first_label = host.substr(0, host.find('.'));
    if (first_label.ends_with("-pooler")) return "Neon: the direct host is the same name without -pooler.";
    if (host.ends_with(".pooler.supabase.com"))
        return "Supabase: port 5432 of this host pools by session; the server itself is db.<project>.supabase.co.";
    if (first_label.find("pgbouncer") != std::string_view::npos && host.ends_with(".railway.internal"))
        return "Railway: DATABASE_UNPOOLED_URL of the service is the direct one.";
    if (port == "6432" || port == "6543")
        return fmt::format("Port {} is usual for a pooler; the server's own is mostly 5432.", port);
    return "";
}

}  // namespace migrate
