#pragma once

#include <string_view>

/// All that preflight asks: one statement, and a longer one where there is something to explain. Catalogs and
/// our own tables only, so that no lock on a table of the application is taken or awaited, also on a standby
/// and behind a pooler.
namespace migrate::preflight_sql {

/// The short question, which a database in order answers with nothing to explain: the rows of
/// alembic_version, whether a run did not end, and which declared indexes are not plainly as they should be.
/// {unfit}: an array expression, `unfit_places` or `none_unfit`; {server}: server_sql::facts_json, or
/// `server`.
inline constexpr std::string_view look = R"(
SELECT pg_catalog.pg_backend_pid() AS pid, version.version_num AS revision,
       EXISTS (SELECT FROM migrate.journal WHERE state = 'started') AS has_unfinished,
       pg_catalog.array_length({unfit}, 1) IS NULL AS all_fit, session.server
FROM (SELECT ({server})::text AS server) session LEFT JOIN alembic_version version ON true)";

inline constexpr std::string_view none_unfit = "NULL::int[]";

/// {declared}: as in `unfit_indexes`; {shape}: as below.
inline constexpr std::string_view unfit_places = R"(ARRAY(
           SELECT d.place FROM (VALUES {declared}) d (place, index_name, table_name, shape, name)
           WHERE NOT EXISTS (
               SELECT FROM pg_catalog.pg_index i
               WHERE i.indexrelid = pg_catalog.to_regclass(d.index_name) AND i.indrelid = pg_catalog.to_regclass(d.table_name)
                 AND i.indisvalid AND i.indisready AND i.indislive AND (d.shape = '' OR {shape} = d.shape))))";

/// The long one returns one JSON document.
/// {heads}, {journal}: one of the two below each; {server}: as above;
/// {indexes}: `unfit_indexes`, or `nothing`.
inline constexpr std::string_view read_all = R"(
SELECT pg_catalog.json_build_object(
    'pid', pg_catalog.pg_backend_pid(),
    'heads', {heads},
    'journal', {journal},
    'runner', {runner},
    'indexes', {indexes},
    'server', {server})::text AS facts)";

inline constexpr std::string_view nothing = "NULL";

/// What preflight asks of a server, of the same form as server_sql::facts_json: what this session gets,
/// without asking where that comes from, since pg_settings, pg_stat_activity and the roles take longer than
/// all the rest.
inline constexpr std::string_view server = R"(pg_catalog.json_build_object(
    'version', pg_catalog.current_setting('server_version_num')::integer, 'pid', pg_catalog.pg_backend_pid(),
    'role', session_user, 'database', pg_catalog.current_database(), 'in_recovery', pg_catalog.pg_is_in_recovery(),
    'over_socket', pg_catalog.inet_server_addr() IS NULL,
    'database_limit', (SELECT datconnlimit FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()),
    'roles', (SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
                  'name', rolname, 'superuser', rolsuper, 'connection_limit', rolconnlimit))
              FROM pg_catalog.pg_roles WHERE rolname = session_user),
    'stored', NULL, 'connected', NULL,
    'settings', (SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
                     'name', name, 'setting', pg_catalog.current_setting(name, true), 'unit', NULL, 'source', 'not asked',
                     'file', NULL, 'pending_restart', false))
                 FROM pg_catalog.unnest(ARRAY['max_connections', 'superuser_reserved_connections', 'reserved_connections',
                     'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout',
                     'transaction_timeout', 'work_mem', 'maintenance_work_mem', 'autovacuum_max_workers', 'shared_buffers',
                     'tcp_keepalives_idle', 'tcp_user_timeout', 'client_connection_check_interval',
                     'default_transaction_read_only']) name
                 WHERE pg_catalog.current_setting(name, true) IS NOT NULL)))";

/// The same where nobody has a policy for the bot's settings: whether it takes writes.
inline constexpr std::string_view server_takes_writes = R"(pg_catalog.json_build_object(
    'version', pg_catalog.current_setting('server_version_num')::integer, 'pid', pg_catalog.pg_backend_pid(),
    'role', session_user, 'database', pg_catalog.current_database(), 'in_recovery', pg_catalog.pg_is_in_recovery(),
    'over_socket', false, 'database_limit', -1, 'roles', NULL, 'stored', NULL, 'connected', NULL,
    'settings', pg_catalog.json_build_array(pg_catalog.json_build_object(
        'name', 'default_transaction_read_only', 'setting', pg_catalog.current_setting('default_transaction_read_only'),
        'unit', NULL, 'source', 'not asked', 'file', NULL, 'pending_restart', false))))";

inline constexpr std::string_view heads = "(SELECT pg_catalog.json_agg(version_num) FROM alembic_version)";

/// The newest entry of each revision.
inline constexpr std::string_view journal = R"((
        SELECT coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
                   'revision', j.revision, 'action', j.action, 'state', j.state, 'actor', j.actor, 'version', j.tool_version,
                   'started_at', pg_catalog.to_char(j.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))), '[]')
        FROM migrate.journal j
        WHERE NOT EXISTS (SELECT FROM migrate.journal newer WHERE newer.revision = j.revision AND newer.id > j.id)))";

/// As lock_sql::read_runner.
inline constexpr std::string_view runner = R"((
        SELECT pg_catalog.json_build_object(
                   'pid', a.pid, 'application', coalesce(a.application_name, ''), 'user', coalesce(a.usename, ''),
                   'client', coalesce(a.client_addr::text, 'local'),
                   'since', coalesce(pg_catalog.to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), ''))
        FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid)
        WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 1835624306 AND l.objid = 0 AND l.objsubid = 2
          AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
          AND l.pid <> pg_catalog.pg_backend_pid()
        LIMIT 1))";

/// What an index is made of as far as that can be told without asking the server to read a declaration:
/// columns, order bits, uniqueness, and whether it has expressions or a predicate. pg_get_indexdef() would
/// tell more, but it locks the table, and waits where that is locked.
inline constexpr std::string_view shape = R"((
        SELECT pg_catalog.string_agg(coalesce('"' || pg_catalog.replace(a.attname::text, '"', '""') || '"', '?'), ',' ORDER BY k.n)
        FROM pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, n)
        LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum)
        || ' ' || i.indnkeyatts || ' ' || i.indoption::text || CASE WHEN i.indisunique THEN ' unique' ELSE '' END
        || CASE WHEN i.indpred IS NULL THEN '' ELSE ' partial' END)";

/// Whether somebody accepted what is there instead of a declared index, by our records.
inline constexpr std::string_view accepted = R"((
            SELECT j.origin = 'accepted' AND j.state = 'done' FROM migrate.index_journal j
            WHERE j.index_name = d.name AND j.state <> 'undone'
              AND j.schema_name = (SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = d.relation)
            ORDER BY j.id DESC LIMIT 1))";
inline constexpr std::string_view no_records = "false";

/// Declared indexes that are not plainly as they should be. {declared}: VALUES of place, index name, table
/// name (both as to_regclass takes them), expected shape ('' = it has expressions or a predicate), plain
/// name. {accepted}: as above, or `no_records`. Of an index with expressions that is accepted under another
/// name no more can be told than that one of its kind is there.
inline constexpr std::string_view unfit_indexes = R"((
        SELECT coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
                   'place', d.place,
                   'table_exists', d.relation IS NOT NULL,
                   'schema', (SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = d.relation),
                   'occupant', (SELECT c.relkind FROM pg_catalog.pg_class c WHERE c.oid = d.named),
                   'found', i.indexrelid IS NOT NULL,
                   'table', (SELECT c.relname FROM pg_catalog.pg_class c WHERE c.oid = i.indrelid),
                   'definition', CASE WHEN NOT EXISTS (
                       SELECT FROM pg_catalog.pg_locks l
                       WHERE l.relation = i.indrelid AND l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock')
                       THEN pg_catalog.pg_get_indexdef(i.indexrelid) END,
                   'valid', i.indisvalid, 'ready', i.indisready, 'live', i.indislive,
                   'fits', i.shape = d.shape OR d.shape = '',
                   'same', same.name,
                   'accepted', accepted.yes,
                   'builder', (
                       SELECT p.pid FROM pg_catalog.pg_stat_progress_create_index p
                       WHERE p.relid = d.relation
                          OR p.relid IS NULL AND EXISTS (
                              SELECT FROM pg_catalog.pg_locks l
                              WHERE l.pid = p.pid AND l.locktype = 'relation' AND l.relation = d.relation AND l.granted
                                AND l.mode = 'ShareUpdateExclusiveLock')
                       LIMIT 1))), '[]')
        FROM (SELECT place, shape, name, pg_catalog.to_regclass(index_name) AS named, pg_catalog.to_regclass(table_name) AS relation
              FROM (VALUES {declared}) declared (place, index_name, table_name, shape, name)) d
        LEFT JOIN LATERAL (SELECT i.*, {shape} AS shape FROM pg_catalog.pg_index i WHERE i.indexrelid = d.named) i ON true
        CROSS JOIN LATERAL (SELECT coalesce({accepted}, false) AS yes) accepted
        LEFT JOIN LATERAL (
            SELECT i.indexrelid::regclass::text AS name FROM pg_catalog.pg_index i
            WHERE i.indrelid = d.relation AND i.indexrelid IS DISTINCT FROM d.named
              AND i.indisvalid AND i.indisready AND i.indislive
              AND CASE d.shape WHEN '' THEN accepted.yes AND (i.indpred IS NOT NULL OR i.indexprs IS NOT NULL)
                               ELSE {shape} = d.shape END
            ORDER BY i.indexrelid LIMIT 1) same ON i.indexrelid IS NULL
        WHERE NOT coalesce(i.indisvalid AND i.indisready AND i.indislive AND i.indrelid = d.relation
                           AND (i.shape = d.shape OR d.shape = ''), false)))";

}  // namespace migrate::preflight_sql
