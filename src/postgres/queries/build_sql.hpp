#pragma once

#include <string_view>

namespace migrate::build_sql {

/// What every session of a run needs, whatever role, database or URL say: a timeout of any kind would leave
/// an INVALID index or half a run behind. A client that is gone is noticed within a minute, so that its locks do
/// not outlive it by hours. Only settings that this server has. Every row tells the server's
/// pid.
inline constexpr std::string_view set_up_session = R"(
SELECT pg_catalog.pg_backend_pid() AS server_pid, pg_catalog.set_config(s.name, wanted.value, false)
FROM (VALUES ('statement_timeout', '0'), ('lock_timeout', '0'), ('transaction_timeout', '0'), ('idle_session_timeout', '0'),
             ('idle_in_transaction_session_timeout', '0'), ('client_connection_check_interval', '0'),
             ('tcp_keepalives_idle', '30'), ('tcp_keepalives_interval', '10'), ('tcp_keepalives_count', '3'),
             ('default_transaction_read_only', 'off')) wanted (name, value)
JOIN pg_catalog.pg_settings s USING (name))";

/// Memory, workers and name of a builder's session.
inline constexpr std::string_view set_up_builder = R"(
SELECT pg_catalog.set_config('maintenance_work_mem', $1, false),
       pg_catalog.set_config('max_parallel_maintenance_workers', $2, false), pg_catalog.set_config('application_name', $3, false))";

inline constexpr std::string_view set_application_name =
    "SELECT pg_catalog.set_config('application_name', $1, false)";

inline constexpr std::string_view resolve_table = R"(
SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid = pg_catalog.to_regclass($1))";

/// What backend $1 is at, and whether anybody queues behind it on table $2. One row, also when it is gone.
inline constexpr std::string_view watch_build = R"(
SELECT coalesce(p.phase, '') AS phase,
       CASE WHEN p.phase LIKE '%loading tuples%' THEN p.tuples_done::float8 / nullif(p.tuples_total, 0)
            ELSE p.blocks_done::float8 / nullif(p.blocks_total, 0) END AS ratio,
       greatest(p.lockers_total - p.lockers_done - 1, 0) AS more_lockers,
       coalesce(a.state = 'active', false) AS running,
       coalesce(a.wait_event_type = 'Lock', false) AS waits,
       queue.waits_for_table, queue.others_wait
FROM (SELECT coalesce(pg_catalog.bool_or(l.pid = $1), false) AS waits_for_table,
             coalesce(pg_catalog.bool_or(l.pid <> $1), false) AS others_wait
      FROM pg_catalog.pg_locks l
      WHERE l.locktype = 'relation' AND l.relation = $2::oid AND NOT l.granted
        AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())) queue
LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = $1
LEFT JOIN pg_catalog.pg_stat_progress_create_index p ON p.pid = $1)";

/// Whether backend $1 runs a statement now.
inline constexpr std::string_view is_at_work =
    "SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_activity WHERE pid = $1 AND state = 'active') AS at_work";

inline constexpr std::string_view cancel_backend = "SELECT pg_catalog.pg_cancel_backend($1)";

}  // namespace migrate::build_sql
