#pragma once

#include <string_view>

namespace migrate::build_sql {

/// What every session of a run needs, whatever role, database or URL say: a timeout of any kind would leave
/// an INVALID index or half a run behind. Only settings that this server has. Every row tells the server's
/// pid.
inline constexpr std::string_view set_up_session = R"(
SELECT pg_catalog.pg_backend_pid() AS server_pid, pg_catalog.set_config(s.name, wanted.value, false)
FROM (VALUES ('statement_timeout', '0'), ('lock_timeout', '0'), ('transaction_timeout', '0'), ('idle_session_timeout', '0'),
             ('idle_in_transaction_session_timeout', '0'), ('client_connection_check_interval', '0'),
             ('default_transaction_read_only', 'off')) wanted (name, value)
JOIN pg_catalog.pg_settings s USING (name))";

/// Memory and workers of a builder's session.
inline constexpr std::string_view set_build_resources = R"(
SELECT pg_catalog.set_config('maintenance_work_mem', $1, false), pg_catalog.set_config('max_parallel_maintenance_workers', $2, false))";

inline constexpr std::string_view resolve_table = R"(
SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid = pg_catalog.to_regclass($1))";

inline constexpr std::string_view read_progress = R"(
SELECT phase,
       CASE WHEN phase LIKE '%loading tuples%' THEN tuples_done::float8 / nullif(tuples_total, 0)
            ELSE blocks_done::float8 / nullif(blocks_total, 0) END AS ratio
FROM pg_catalog.pg_stat_progress_create_index WHERE pid = $1 AND phase IS NOT NULL)";

/// Sessions that the builder waits for.
inline constexpr std::string_view read_blockers = R"(
SELECT a.pid, coalesce(a.usename, '') AS usename, coalesce(a.application_name, '') AS application, coalesce(a.state, '') AS state,
       (extract(epoch FROM pg_catalog.clock_timestamp() - coalesce(a.xact_start, a.query_start)) * 1000)::bigint AS age_ms,
       pg_catalog.left(pg_catalog.regexp_replace(a.query, '\s+', ' ', 'g'), 100) AS query
FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) blocker (pid) JOIN pg_catalog.pg_stat_activity a ON a.pid = blocker.pid)";

/// Prepared transactions have no session; pg_blocking_pids() shows them as 0.
inline constexpr std::string_view read_prepared_blockers = R"(
SELECT p.gid, p.owner, (extract(epoch FROM pg_catalog.clock_timestamp() - p.prepared) * 1000)::bigint AS age_ms
FROM pg_catalog.pg_prepared_xacts p
WHERE p.database = pg_catalog.current_database() AND 0 = ANY (pg_catalog.pg_blocking_pids($1)))";

}  // namespace migrate::build_sql
