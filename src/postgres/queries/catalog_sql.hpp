#pragma once

#include <string_view>

/// What the catalog says about all indexes and foreign keys of a database. Runs with an empty search_path, so
/// that the server prints every name qualified.
namespace migrate::catalog_sql {

/// One jsonb document. {index_object}, {active_build}: see index_sql.hpp.
/// - In its waits a concurrent build holds no lock on its index, and its progress may be hidden from this
///   role or be another index's (REINDEX); but whoever builds, rebuilds or drops an index CONCURRENTLY holds
///   SHARE UPDATE EXCLUSIVE on the table, as else only VACUUM and ANALYZE do for long, which show themselves.
/// - A crash sets all counters to nothing and leaves pg_stat_database.stats_reset empty; then that of
///   pg_stat_bgwriter tells when.
/// - A foreign key that refers to a partitioned table has a row for each partition beside its own: those are
///   left out.
inline constexpr std::string_view read_facts = R"(
WITH at_work AS MATERIALIZED (
    SELECT l.relation, min(l.pid) AS pid FROM pg_catalog.pg_locks l
    WHERE l.locktype = 'relation' AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted
      AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
      AND l.pid NOT IN (SELECT v.pid FROM pg_catalog.pg_stat_progress_vacuum v
                        UNION ALL SELECT a.pid FROM pg_catalog.pg_stat_progress_analyze a)
    GROUP BY l.relation
), user_table AS MATERIALIZED (
    SELECT t.oid, t.relkind, t.relname, t.reltuples, t.relnamespace
    FROM pg_catalog.pg_class t JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
    WHERE t.relkind IN ('r', 'p', 'm') AND t.relpersistence <> 't'
      AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'migrate')
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                      WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = t.oid AND d.deptype = 'e')
)
SELECT pg_catalog.jsonb_build_object(
    'server_version', pg_catalog.current_setting('server_version_num')::int,
    'prepared_transactions', pg_catalog.current_setting('max_prepared_transactions')::int > 0,
    'is_standby', pg_catalog.pg_is_in_recovery(),
    'standbys', (SELECT count(*) FROM pg_catalog.pg_stat_replication r
                 WHERE (r.state IS NULL OR r.state <> 'backup')
                   AND NOT EXISTS (SELECT FROM pg_catalog.pg_replication_slots s
                                   WHERE s.active_pid = r.pid AND s.slot_type = 'logical')),
    'counted_for', greatest(extract(epoch FROM pg_catalog.now() - greatest(
                       (SELECT d.stats_reset FROM pg_catalog.pg_stat_database d WHERE d.datname = pg_catalog.current_database()),
                       (SELECT b.stats_reset FROM pg_catalog.pg_stat_bgwriter b),
                       pg_catalog.pg_postmaster_start_time()))::bigint, 0),
    'may_read_journal', coalesce((SELECT pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(j.oid, 'SELECT')
                                  FROM pg_catalog.pg_class j JOIN pg_catalog.pg_namespace n ON n.oid = j.relnamespace
                                  WHERE n.nspname = 'migrate' AND j.relname = 'index_journal'), false),
    'indexes', (
        SELECT coalesce(pg_catalog.jsonb_agg({index_object} || pg_catalog.jsonb_build_object(
                   'oid', i.indexrelid::bigint, 'table_oid', i.indrelid::bigint,
                   'columns', (SELECT pg_catalog.jsonb_agg(coalesce(a.attname::text, '') ORDER BY k.place)
                               FROM pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, place)
                               LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum <> 0),
                   'storage', (SELECT coalesce(pg_catalog.jsonb_agg(o ORDER BY o), '[]') FROM pg_catalog.unnest(c.reloptions) o),
                   'exclusion', i.indisexclusion, 'immediate', i.indimmediate,
                   'replica_identity', i.indisreplident, 'clustered', i.indisclustered, 'partitioned', c.relkind = 'I',
                   'owned_by_constraint', EXISTS (SELECT FROM pg_catalog.pg_constraint k
                                                  WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')),
                   'referenced', EXISTS (SELECT FROM pg_catalog.pg_constraint k
                                         WHERE k.conindid = i.indexrelid AND k.contype = 'f'),
                   'attached_to', coalesce((SELECT h.inhparent::bigint FROM pg_catalog.pg_inherits h
                                            WHERE h.inhrelid = i.indexrelid), 0),
                   'worker', (SELECT w.pid FROM at_work w WHERE w.relation = i.indrelid),
                   'bytes', parts.bytes, 'scans', parts.scans, 'since_last_scan', parts.since_last_scan)
               ORDER BY n.nspname, t.relname, c.relname), '[]')
        FROM user_table t
        JOIN pg_catalog.pg_index i ON i.indrelid = t.oid
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        {active_build}
        LEFT JOIN LATERAL (
            SELECT coalesce(sum(pg_catalog.pg_relation_size(part.oid)), 0)::bigint AS bytes,
                   coalesce(sum(pg_catalog.pg_stat_get_numscans(part.oid)), 0)::bigint AS scans,
                   extract(epoch FROM pg_catalog.now() - max((pg_catalog.to_jsonb(s)->>'last_idx_scan')::timestamptz))::bigint AS since_last_scan
            FROM pg_catalog.pg_class part
            LEFT JOIN pg_catalog.pg_stat_all_indexes s ON s.indexrelid = part.oid
            WHERE part.relkind = 'i' AND (part.oid = i.indexrelid
                OR c.relkind = 'I' AND part.oid IN (SELECT tree.relid FROM pg_catalog.pg_partition_tree(i.indexrelid) tree))
            ) parts ON true),
    'tables', (
        SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
                   'schema', n.nspname, 'name', t.relname, 'rows', t.reltuples,
                   'bytes', CASE WHEN t.relkind = 'p'
                            THEN (SELECT coalesce(sum(pg_catalog.pg_relation_size(tree.relid)), 0)::bigint
                                  FROM pg_catalog.pg_partition_tree(t.oid) tree WHERE tree.isleaf)
                            ELSE coalesce(pg_catalog.pg_relation_size(t.oid), 0) END,
                   'columns', (SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
                                          'name', a.attname, 'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
                                          'proven', a.attnotnull OR EXISTS (
                                              SELECT FROM pg_catalog.pg_constraint k
                                              WHERE k.conrelid = t.oid AND k.contype = 'c' AND k.convalidated AND k.conkey = ARRAY[a.attnum]
                                                AND pg_catalog.pg_get_expr(k.conbin, k.conrelid)
                                                    = '(' || pg_catalog.quote_ident(a.attname) || ' IS NOT NULL)'))
                                          ORDER BY a.attnum), '[]')
                               FROM pg_catalog.pg_attribute a
                               WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped))
               ORDER BY n.nspname, t.relname), '[]')
        FROM user_table t JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace),
    'foreign_keys', (
        SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
                   'name', k.conname, 'table_oid', t.oid::bigint, 'root_schema', rn.nspname, 'root_table', root.relname,
                   'columns', (SELECT pg_catalog.jsonb_agg(a.attname ORDER BY u.place)
                               FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY u (attnum, place)
                               JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum),
                   'referenced', k.confrelid::pg_catalog.regclass::text,
                   'rows', t.reltuples,
                   'bytes', coalesce(pg_catalog.pg_relation_size(t.oid), 0),
                   'parent_deletes', (
                       SELECT coalesce(sum(pg_catalog.pg_stat_get_tuples_deleted(p.oid)), 0)::bigint FROM pg_catalog.pg_class p
                       WHERE p.oid = k.confrelid OR p.oid IN (SELECT tree.relid FROM pg_catalog.pg_partition_tree(k.confrelid) tree)))
               ORDER BY rn.nspname, root.relname, k.conname), '[]')
        FROM pg_catalog.pg_constraint k
        JOIN user_table t ON t.oid = k.conrelid AND t.relkind = 'r'
        JOIN pg_catalog.pg_class root ON root.oid = coalesce(pg_catalog.pg_partition_root(t.oid), t.oid)
        JOIN pg_catalog.pg_namespace rn ON rn.oid = root.relnamespace
        WHERE k.contype = 'f'
          AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint above
                          WHERE above.oid = k.conparentid AND above.conrelid = k.conrelid))) AS facts)";

/// How long ago the indexes that we made were finished.
inline constexpr std::string_view read_ages = R"(
SELECT j.schema_name, j.index_name, greatest(extract(epoch FROM pg_catalog.now() - max(j.finished_at))::bigint, 0) AS age
FROM migrate.index_journal j
WHERE j.state = 'done' AND j.origin IN ('created', 'replaced') AND j.finished_at IS NOT NULL
GROUP BY j.schema_name, j.index_name)";

}  // namespace migrate::catalog_sql
