#pragma once

#include <string_view>

/// What a session says of itself and of its server before it changes anything.
namespace migrate::access_sql {

inline constexpr std::string_view read_session = R"(
SELECT pg_catalog.pg_backend_pid() AS server_pid, pg_catalog.pg_is_in_recovery() AS in_recovery,
       pg_catalog.current_setting('default_transaction_read_only')::boolean AS read_only)";

/// The rows of alembic_version beside the same facts; one row with a NULL revision where it has none.
inline constexpr std::string_view read_session_and_heads = R"(
SELECT pg_catalog.pg_backend_pid() AS server_pid, pg_catalog.pg_is_in_recovery() AS in_recovery,
       pg_catalog.current_setting('default_transaction_read_only')::boolean AS read_only, version.version_num AS revision
FROM (VALUES (1)) session (one) LEFT JOIN alembic_version version ON true)";

/// Where default_transaction_read_only comes from, if it is the server's own configuration and not that of a
/// role, a database or a client.
inline constexpr std::string_view read_server_source = R"(
SELECT source FROM pg_catalog.pg_settings
WHERE name = 'default_transaction_read_only' AND source IN ('configuration file', 'command line', 'environment variable'))";

/// For this session, unless it comes from the server's own configuration.
inline constexpr std::string_view lift_read_only = R"(
SELECT pg_catalog.set_config(name, 'off', false) FROM pg_catalog.pg_settings
WHERE name = 'default_transaction_read_only' AND source NOT IN ('configuration file', 'command line', 'environment variable'))";

/// The primary that a standby follows; not shown without pg_read_all_stats.
inline constexpr std::string_view read_primary = R"(
SELECT sender_host, sender_port FROM pg_catalog.pg_stat_wal_receiver WHERE sender_host IS NOT NULL)";

inline constexpr std::string_view read_server_pid = "SELECT pg_catalog.pg_backend_pid()";

}  // namespace migrate::access_sql
