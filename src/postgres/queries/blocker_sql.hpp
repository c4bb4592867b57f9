#pragma once

#include <string_view>

/// Who waits for whom around an index build. {blocker} stands for `blocker_columns`.
namespace migrate::blocker_sql {

/// What a Blocker is read from, of the activity `a`. Other roles' sessions show little without
/// pg_read_all_stats.
inline constexpr std::string_view blocker_columns = R"(
       a.pid, '' AS gid, coalesce(a.usename, '') AS usename, coalesce(a.application_name, '') AS application,
       coalesce(a.state, 'state unknown') AS state,
       coalesce((extract(epoch FROM pg_catalog.clock_timestamp() - coalesce(a.xact_start, a.query_start)) * 1000)::bigint, 0) AS age_ms,
       pg_catalog.left(pg_catalog.regexp_replace(coalesce(a.query, ''), '[[:space:]]+', ' ', 'g'), 100) AS query)";

/// Whom backend $1 waits for, but for sessions of the same run, which look at the catalog for moments.
/// Prepared transactions have no session; pg_blocking_pids() shows them as 0.
inline constexpr std::string_view read_blockers = R"(
SELECT {blocker}, coalesce(a.backend_type = 'autovacuum worker', false) AS is_autovacuum
FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) blocking (pid) JOIN pg_catalog.pg_stat_activity a ON a.pid = blocking.pid
WHERE NOT (a.usename IS NOT DISTINCT FROM session_user AND a.application_name = pg_catalog.current_setting('application_name')
           AND a.application_name LIKE 'migrate %')
UNION ALL
SELECT 0, p.gid, p.owner::text, '', '', (extract(epoch FROM pg_catalog.clock_timestamp() - p.prepared) * 1000)::bigint, '', false
FROM pg_catalog.pg_prepared_xacts p
WHERE p.database = pg_catalog.current_database() AND 0 = ANY (pg_catalog.pg_blocking_pids($1)))";

/// Statements that wait behind backend $1 for a lock on table $2 with a snapshot held: its build will wait
/// for that snapshot at its end, and be found in a deadlock. VACUUM has a snapshot, too, but no build waits
/// for that one; VACUUM FULL is another matter, and takes another lock.
inline constexpr std::string_view read_queue = R"(
SELECT {blocker}
FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid)
WHERE l.locktype = 'relation' AND l.relation = $2::oid AND NOT l.granted AND l.pid <> $1 AND a.backend_xmin IS NOT NULL
  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  AND NOT (l.mode = 'ShareUpdateExclusiveLock' AND a.query ~* '^[[:space:]]*(autovacuum: )?vacuum')
  AND $1 = ANY (pg_catalog.pg_blocking_pids(l.pid))
ORDER BY a.query_start)";

/// Who would hold up a statement that takes SHARE UPDATE EXCLUSIVE on table $1 and then waits for
/// transactions: holders of a strong lock; transactions that wrote the table ($2: or read it); $3: and those
/// with a snapshot of this database, on whatever table; of both only such as are older than a second, unless
/// $4. Not the builders of ours (their lock is of class {table_class}), and not autovacuum, which the server
/// sends away. `locker` names the transaction.
inline constexpr std::string_view read_table_blockers = R"(
WITH holders AS (
    SELECT l.pid, l.virtualtransaction,
           pg_catalog.bool_or(l.mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock')) AS strong
    FROM pg_catalog.pg_locks l
    WHERE l.locktype = 'relation' AND l.relation = $1::oid
      AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
      AND ($2::boolean OR l.mode NOT IN ('AccessShareLock', 'RowShareLock')) AND l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()
    GROUP BY 1, 2
), builders AS (
    SELECT pid FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND classid = {table_class} AND objsubid = 2
), waiting AS (
    SELECT {blocker}, coalesce(h.virtualtransaction, a.pid || ' ' || a.xact_start) AS locker
    FROM pg_catalog.pg_stat_activity a LEFT JOIN holders h USING (pid)
    WHERE a.backend_type IS DISTINCT FROM 'autovacuum worker' AND a.pid <> pg_catalog.pg_backend_pid()
      AND (h.pid IS NOT NULL
           OR $3::boolean AND a.backend_xmin IS NOT NULL AND a.datname = pg_catalog.current_database()
              AND a.pid NOT IN (SELECT pid FROM builders))
      AND (h.strong OR $4::boolean OR coalesce(a.xact_start < pg_catalog.clock_timestamp() - interval '1 second', h.pid IS NOT NULL))
    UNION ALL
    SELECT 0, p.gid, p.owner::text, '', '', (extract(epoch FROM pg_catalog.clock_timestamp() - p.prepared) * 1000)::bigint, '',
           h.virtualtransaction
    FROM holders h
    JOIN pg_catalog.pg_locks own ON own.locktype = 'transactionid' AND own.pid IS NULL AND own.virtualtransaction = h.virtualtransaction
    JOIN pg_catalog.pg_prepared_xacts p ON p.transaction = own.transactionid
    WHERE h.pid IS NULL
)
SELECT * FROM waiting ORDER BY age_ms DESC)";

}  // namespace migrate::blocker_sql
