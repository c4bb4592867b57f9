#pragma once

#include <string_view>

/// What a session says of itself and of its server before it changes anything.
namespace migrate::access_sql {

/// {facts} stands for `session_facts`. Settings that this server does not have count as 0.
inline constexpr std::string_view session_facts = R"(
       pg_catalog.pg_backend_pid() AS server_pid, pg_catalog.pg_is_in_recovery() AS in_recovery,
       pg_catalog.current_setting('default_transaction_read_only')::boolean AS read_only,
       '0' <> ANY (ARRAY[pg_catalog.current_setting('statement_timeout'), pg_catalog.current_setting('lock_timeout'),
                         pg_catalog.current_setting('idle_in_transaction_session_timeout'),
                         coalesce(pg_catalog.current_setting('idle_session_timeout', true), '0'),
                         coalesce(pg_catalog.current_setting('transaction_timeout', true), '0')]) AS has_timeouts)";

inline constexpr std::string_view read_session = "SELECT {facts}";

/// The rows of alembic_version beside the same facts; one row with a NULL revision where it has none.
/// {unfinished} stands for `has_unfinished`, or for `no_journal` where that cannot be asked.
inline constexpr std::string_view read_session_and_heads = R"(
SELECT {facts}, version.version_num AS revision, {unfinished} AS has_unfinished
FROM (VALUES (1)) session (one) LEFT JOIN alembic_version version ON true)";

inline constexpr std::string_view has_unfinished =
    "EXISTS (SELECT FROM migrate.journal WHERE state = 'started')";
inline constexpr std::string_view no_journal = "false";

/// Where default_transaction_read_only comes from, if it is the server's own configuration and not that of a
/// role, a database or a client.
inline constexpr std::string_view read_server_source = R"(
SELECT source FROM pg_catalog.pg_settings
WHERE name = 'default_transaction_read_only' AND source IN ('configuration file', 'command line', 'environment variable'))";

/// For this session; read-only not where it comes from the server's own configuration.
inline constexpr std::string_view lift_limits = R"(
SELECT pg_catalog.set_config(name, CASE name WHEN 'default_transaction_read_only' THEN 'off' ELSE '0' END, false)
FROM pg_catalog.pg_settings
WHERE name IN ('statement_timeout', 'lock_timeout', 'transaction_timeout', 'idle_session_timeout', 'idle_in_transaction_session_timeout')
   OR name = 'default_transaction_read_only' AND source NOT IN ('configuration file', 'command line', 'environment variable'))";

/// The primary that a standby follows; not shown without pg_read_all_stats.
inline constexpr std::string_view read_primary = R"(
SELECT sender_host, sender_port FROM pg_catalog.pg_stat_wal_receiver WHERE sender_host IS NOT NULL)";

inline constexpr std::string_view read_server_pid = "SELECT pg_catalog.pg_backend_pid()";

}  // namespace migrate::access_sql
