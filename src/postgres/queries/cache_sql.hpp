#pragma once

#include <string_view>

/// Flushing the memory of daemons. A daemon that listens holds a shared advisory lock, which ends with its
/// session however that ends, and has a row in migrate.cache_listener, which stays: so one that is gone can
/// be named. The first key of the lock is that of lock_sql plus 2, the second is 1.
namespace migrate::cache_sql {

inline constexpr int listener_class = 0x6d696774;
static_assert(listener_class == 1835624308, "the number in the statements below");

inline constexpr std::string_view create_tables = R"(
CREATE SCHEMA IF NOT EXISTS migrate;

CREATE TABLE IF NOT EXISTS migrate.cache_generation (
    cache text PRIMARY KEY,
    generation bigint NOT NULL,
    flushed_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
    flushed_by text NOT NULL DEFAULT session_user
);
COMMENT ON TABLE migrate.cache_generation IS 'raised by every flush; a daemon that was away sees by it that it must clear';

CREATE TABLE IF NOT EXISTS migrate.cache_listener (
    id text PRIMARY KEY,
    name text NOT NULL,
    channel text NOT NULL,
    pid integer NOT NULL DEFAULT pg_catalog.pg_backend_pid(),
    pooled boolean NOT NULL DEFAULT false,
    registered_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
    seen_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp()
);
COMMENT ON TABLE migrate.cache_listener IS 'daemons that listen for flushes; one that stops takes its row along';
COMMENT ON COLUMN migrate.cache_listener.pooled IS 'the daemon knows its session by another pid than the server: a pooler is between')";

/// Asked of the catalog, since to_regclass() fails where a role may not use the schema.
inline constexpr std::string_view has_tables = R"(
SELECT count(*) = 2 AS there FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'migrate' AND c.relname IN ('cache_generation', 'cache_listener'))";

/// Of each cache in the array $1; the highest is what the flush is known by. It never repeats, also where
/// the table was lost meanwhile: it begins at the microseconds since 1970.
inline constexpr std::string_view raise_generations = R"(
INSERT INTO migrate.cache_generation AS known (cache, generation)
SELECT cache, (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000000)::bigint FROM pg_catalog.unnest($1::text[]) cache ORDER BY cache
ON CONFLICT (cache) DO UPDATE
    SET generation = greatest(known.generation + 1, excluded.generation), flushed_at = excluded.flushed_at, flushed_by = excluded.flushed_by
RETURNING cache, generation)";

inline constexpr std::string_view notify = "SELECT pg_catalog.pg_notify($1, $2)";

/// Sessions that hold the listeners' lock in this database. {present} stands for it below.
inline constexpr std::string_view present = R"(
SELECT DISTINCT pid FROM pg_catalog.pg_locks
WHERE locktype = 'advisory' AND granted AND classid = 1835624308 AND objid = 1 AND objsubid = 2
  AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))";

/// Who has registered on the channels of array $1; `present`: its session still holds the lock, and nobody
/// got its pid since. Left out are rows of a daemon that came back under the same name, and those that gave
/// no sign for $2 seconds.
inline constexpr std::string_view read_listeners = R"(
WITH present AS ({present}), listener AS (
    SELECT l.*, p.pid IS NOT NULL AND NOT EXISTS (
               SELECT FROM migrate.cache_listener newer WHERE newer.pid = l.pid AND newer.registered_at > l.registered_at) AS present
    FROM migrate.cache_listener l LEFT JOIN present p USING (pid))
SELECT l.name, l.pid, l.pooled, l.present, extract(epoch FROM pg_catalog.clock_timestamp() - l.seen_at)::bigint AS silent_seconds
FROM listener l
WHERE l.channel = ANY ($1::text[])
  AND (l.present OR l.seen_at > pg_catalog.clock_timestamp() - pg_catalog.make_interval(secs => $2))
  AND (l.present OR l.pooled OR NOT EXISTS (
        SELECT FROM listener other WHERE other.present AND other.name = l.name AND other.registered_at > l.registered_at))
ORDER BY l.name, l.registered_at)";

/// Listeners without a row: their role may not write there, or the table is newer than they are.
inline constexpr std::string_view read_unregistered = R"(
WITH present AS ({present})
SELECT p.pid, coalesce(nullif(a.application_name, ''), 'a daemon without a name') AS name
FROM present p LEFT JOIN pg_catalog.pg_stat_activity a USING (pid)
WHERE NOT EXISTS (SELECT FROM migrate.cache_listener l WHERE l.pid = p.pid)
ORDER BY 2, 1)";

/// The same where there is no table.
inline constexpr std::string_view read_present = R"(
WITH present AS ({present})
SELECT p.pid, coalesce(nullif(a.application_name, ''), 'a daemon without a name') AS name
FROM present p LEFT JOIN pg_catalog.pg_stat_activity a USING (pid)
ORDER BY 2, 1)";

/// What sessions do that did not answer. `state` is null where this role may not see it.
inline constexpr std::string_view read_silent = R"(
SELECT pid, state, coalesce(wait_event_type, '') AS wait_event_type,
       coalesce(extract(epoch FROM pg_catalog.clock_timestamp() - state_change)::bigint, 0) AS seconds
FROM pg_catalog.pg_stat_activity WHERE pid = ANY ($1::integer[]))";

/// Rows that read_listeners leaves out for good.
inline constexpr std::string_view forget_listeners = R"(
WITH present AS ({present})
DELETE FROM migrate.cache_listener l
WHERE l.seen_at < pg_catalog.clock_timestamp() - pg_catalog.make_interval(secs => $1)
  AND NOT EXISTS (SELECT FROM present p WHERE p.pid = l.pid))";

// What a listener says.

inline constexpr std::string_view take_presence = "SELECT pg_catalog.pg_advisory_lock_shared(1835624308, 1)";

/// Which of the tables this role may use.
inline constexpr std::string_view read_rights = R"(
SELECT coalesce(pg_catalog.bool_or(c.relname = 'cache_generation' AND pg_catalog.has_table_privilege(c.oid, 'SELECT')), false) AS may_read,
       coalesce(pg_catalog.bool_or(c.relname = 'cache_listener' AND NOT pg_catalog.pg_is_in_recovery()
                AND pg_catalog.has_table_privilege(c.oid, 'SELECT') AND pg_catalog.has_table_privilege(c.oid, 'INSERT')
                AND pg_catalog.has_table_privilege(c.oid, 'UPDATE') AND pg_catalog.has_table_privilege(c.oid, 'DELETE')), false) AS may_register
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'migrate' AND c.relname IN ('cache_generation', 'cache_listener') AND pg_catalog.has_schema_privilege(n.oid, 'USAGE'))";

inline constexpr std::string_view read_generations = "SELECT cache, generation FROM migrate.cache_generation";

/// $1 id, $2 name, $3 channel, $4 pooled.
inline constexpr std::string_view register_listener = R"(
INSERT INTO migrate.cache_listener (id, name, channel, pooled) VALUES ($1, $2, $3, $4)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, channel = excluded.channel, pid = excluded.pid, pooled = excluded.pooled,
    registered_at = excluded.registered_at, seen_at = excluded.seen_at)";

inline constexpr std::string_view sign_of_life =
    "UPDATE migrate.cache_listener SET seen_at = pg_catalog.clock_timestamp() WHERE id = $1";

inline constexpr std::string_view leave = "DELETE FROM migrate.cache_listener WHERE id = $1";

}  // namespace migrate::cache_sql
