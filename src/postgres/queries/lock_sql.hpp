#pragma once

#include <string_view>

/// Advisory locks belong to one database. The first key tells ours from the application's ("migr" in ASCII,
/// and one more for tables), the second is 0 for the runner and the table's oid for a builder. Only the try
/// form, and never inside a transaction: a session that waits in pg_advisory_lock() holds a snapshot, for
/// which a concurrent index build would wait until the deadlock detector kills it.
namespace migrate::lock_sql {

inline constexpr int runner_class = 0x6d696772;
inline constexpr int table_class = runner_class + 1;

inline constexpr std::string_view try_runner =
    "SELECT pg_catalog.pg_try_advisory_lock(1835624306, 0) AS taken";
inline constexpr std::string_view release_runner = "SELECT pg_catalog.pg_advisory_unlock(1835624306, 0)";
inline constexpr std::string_view try_table =
    "SELECT pg_catalog.pg_try_advisory_lock(1835624307, $1::oid::integer) AS taken";
static_assert(runner_class == 1835624306, "the numbers in the statements above");

inline constexpr std::string_view read_runner = R"(
SELECT a.pid, coalesce(a.application_name, '') AS application, coalesce(a.usename, '') AS usename,
       coalesce(a.client_addr::text, 'local') AS client,
       coalesce(pg_catalog.to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '') AS since,
       coalesce(pg_catalog.left(pg_catalog.regexp_replace(a.query, '[[:space:]]+', ' ', 'g'), 120), '') AS query
FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 1835624306 AND l.objid = 0 AND l.objsubid = 2
  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  AND l.pid <> pg_catalog.pg_backend_pid()
LIMIT 1)";

/// Ends a session that holds the lock of table $1 and does nothing. To be sent by the runner: since no other
/// is at work, the client of such a session is gone, and the server has not noticed.
inline constexpr std::string_view end_idle_builder = R"(
SELECT pg_catalog.pg_terminate_backend(a.pid)
FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 1835624307 AND l.objid = $1::oid AND l.objsubid = 2
  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  AND a.usename = session_user AND a.pid <> pg_catalog.pg_backend_pid() AND a.state = 'idle' AND a.state_change < pg_catalog.clock_timestamp() - interval '2 seconds')";

/// Ends session $1, once ours, if it still holds the runner's lock.
inline constexpr std::string_view end_runner = R"(
SELECT pg_catalog.pg_terminate_backend(l.pid) FROM pg_catalog.pg_locks l
WHERE l.pid = $1 AND l.locktype = 'advisory' AND l.granted AND l.classid = 1835624306 AND l.objid = 0 AND l.objsubid = 2
  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))";

/// Builds of the sessions that hold a table's lock. While they are built, indexes bear work names: the
/// declared one, perhaps cut, stands behind the token.
inline constexpr std::string_view read_builds = R"(
SELECT coalesce(pg_catalog.regexp_replace(i.relname::text, '^migr_[0-9a-f]{8}_', ''), 'an index') AS index, t.relname AS table, p.phase,
       CASE WHEN p.phase LIKE '%loading tuples%' THEN p.tuples_done::float8 / nullif(p.tuples_total, 0)
            ELSE p.blocks_done::float8 / nullif(p.blocks_total, 0) END AS ratio
FROM pg_catalog.pg_stat_progress_create_index p
JOIN pg_catalog.pg_locks l ON l.pid = p.pid AND l.locktype = 'advisory' AND l.granted AND l.classid = 1835624307 AND l.objsubid = 2
JOIN pg_catalog.pg_class t ON t.oid = p.relid
LEFT JOIN pg_catalog.pg_class i ON i.oid = p.index_relid
WHERE p.datname = pg_catalog.current_database()
ORDER BY 2, 1)";

}  // namespace migrate::lock_sql
