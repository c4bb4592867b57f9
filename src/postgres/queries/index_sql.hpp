#pragma once

#include <string_view>

/// What the catalog says about declared indexes. All but `resolve_declared` runs with an empty search_path,
/// so that the server prints every name qualified.
namespace migrate::index_sql {

/// Which tables the declarations mean, by the search_path of the session: kept in a setting of the
/// transaction for `read_catalog`. {declared}: a literal, [{"schema", "table", "name"}].
inline constexpr std::string_view resolve_declared = R"(
SELECT pg_catalog.set_config('migrate.declared', pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
           'place', d.place, 'name', d.item->>'name', 'table', t.oid,
           'schema', coalesce(n.nspname, nullif(d.item->>'schema', ''), pg_catalog.current_schema())))::text, true)
FROM pg_catalog.jsonb_array_elements({declared}::jsonb) WITH ORDINALITY d (item, place)
CROSS JOIN LATERAL (
    SELECT CASE d.item->>'schema'
           WHEN '' THEN pg_catalog.to_regclass(pg_catalog.quote_ident(d.item->>'table'))::oid
           ELSE (SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace
                 WHERE s.nspname = (d.item->>'schema')::name AND c.relname = (d.item->>'table')::name) END AS oid) named
LEFT JOIN pg_catalog.pg_class t ON t.oid = named.oid AND t.relkind IN ('r', 'p', 'm')
LEFT JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace)";

inline constexpr std::string_view empty_search_path = "SET LOCAL search_path = ''";

/// A lock that somebody holds must not hold us up: only reading a size and copying a table's columns need
/// one.
inline constexpr std::string_view short_wait = "SET LOCAL lock_timeout = '2s'";

/// The planner has no idea how few indexes a document declares, and would have a query of milliseconds
/// compiled for a quarter of a second.
inline constexpr std::string_view no_compilation = "SET LOCAL jit = off";

/// A CanonicalKey as jsonb, of the index `i` (pg_index) and `c` (pg_class). Operator families stand for their
/// classes, since text_pattern_ops and varchar_pattern_ops are one; indnullsnotdistinct is read through
/// jsonb, since servers before 15 have no such column.
inline constexpr std::string_view canonical_key = R"(pg_catalog.jsonb_build_object(
    'method', (SELECT am.amname FROM pg_catalog.pg_am am WHERE am.oid = c.relam),
    'keys', (
        SELECT pg_catalog.jsonb_agg(
                   pg_catalog.pg_get_indexdef(i.indexrelid, n, false)
                   || ' ' || pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(f.opfname)
                   || coalesce(' (' || pg_catalog.array_to_string(a.attoptions, ', ') || ')', '')
                   || coalesce(' COLLATE ' || pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname), '')
                   || CASE i.indoption[n - 1] & 3 WHEN 1 THEN ' DESC NULLS LAST' WHEN 2 THEN ' NULLS FIRST'
                                                  WHEN 3 THEN ' DESC' ELSE '' END
                   ORDER BY n)
        FROM pg_catalog.generate_series(1, i.indnkeyatts::int) n
        JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indexrelid AND a.attnum = n
        JOIN pg_catalog.pg_opclass o ON o.oid = i.indclass[n - 1]
        JOIN pg_catalog.pg_opfamily f ON f.oid = o.opcfamily
        JOIN pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace
        LEFT JOIN pg_catalog.pg_collation co ON co.oid = i.indcollation[n - 1]
        LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace),
    'include', (
        SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.pg_get_indexdef(i.indexrelid, n, false) ORDER BY n), '[]')
        FROM pg_catalog.generate_series(i.indnkeyatts + 1, i.indnatts::int) n),
    'predicate', coalesce(pg_catalog.pg_get_expr(i.indpred, i.indrelid), ''),
    'unique', i.indisunique,
    'nulls_not_distinct', coalesce((pg_catalog.to_jsonb(i)->>'indnullsnotdistinct')::boolean, false)))";

/// An index as jsonb, all but its size and its scans, of `i` (pg_index), `c` and `n` (its pg_class and
/// pg_namespace), `t` (its table's pg_class) and active_build. {canonical_key}: as above.
inline constexpr std::string_view index_object = R"(pg_catalog.jsonb_build_object(
    'schema', n.nspname, 'name', c.relname, 'table', t.relname, 'key', {canonical_key},
    'definition', pg_catalog.pg_get_indexdef(i.indexrelid),
    'valid', i.indisvalid, 'ready', i.indisready, 'live', i.indislive,
    'backs_constraint', i.indisprimary OR i.indisexclusion OR i.indisreplident OR EXISTS (
        SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid),
    'comment', coalesce(pg_catalog.obj_description(i.indexrelid, 'pg_class'), ''),
    'builder', builder.found))";

/// Who builds the index `i`. A build of another role shows its pid and nothing else without
/// pg_read_all_stats; then its lock on the table tells which one it is. A build has no index_relid for the
/// moment before its catalog entry is committed.
inline constexpr std::string_view active_build = R"(LEFT JOIN LATERAL (
    SELECT pg_catalog.jsonb_build_object(
               'pid', p.pid, 'phase', coalesce(p.phase, ''),
               'done_ratio', coalesce(p.blocks_done::float8 / nullif(p.blocks_total, 0),
                                      p.tuples_done::float8 / nullif(p.tuples_total, 0), -1)) AS found
    FROM pg_catalog.pg_stat_progress_create_index p
    WHERE NOT i.indisvalid
      AND (p.index_relid = i.indexrelid
           OR coalesce(p.index_relid, 0) = 0 AND EXISTS (
               SELECT FROM pg_catalog.pg_locks l
               WHERE l.pid = p.pid AND l.locktype = 'relation' AND l.database = p.datid AND l.relation = i.indrelid
                 AND l.granted AND l.mode = 'ShareUpdateExclusiveLock'))
    LIMIT 1) builder ON true)";

/// One jsonb document. {index_object}, {active_build}: as above.
/// A size is estimated while another session holds or awaits ACCESS EXCLUSIVE, since pg_table_size() would
/// wait.
inline constexpr std::string_view read_catalog = R"(
WITH declared AS (
    SELECT * FROM pg_catalog.jsonb_to_recordset(pg_catalog.current_setting('migrate.declared')::jsonb)
                      AS d (place int, name name, schema name, "table" oid)
), candidates AS (
    SELECT i.indexrelid FROM pg_catalog.pg_index i JOIN declared d ON i.indrelid = d."table"
    UNION
    SELECT c.oid FROM declared d
    JOIN pg_catalog.pg_namespace n ON n.nspname = d.schema
    JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = d.name AND c.relkind IN ('i', 'I')
)
SELECT pg_catalog.jsonb_build_object(
    'may_write', NOT pg_catalog.pg_is_in_recovery() AND NOT pg_catalog.current_setting('transaction_read_only')::boolean,
    'may_use_temp', pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMP'),
    'has_journal', EXISTS (SELECT FROM pg_catalog.pg_class j JOIN pg_catalog.pg_namespace n ON n.oid = j.relnamespace
                           WHERE n.nspname = 'migrate' AND j.relname = 'index_journal'),
    'declared', (
        SELECT pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
                   'schema', d.schema,
                   'table_exists', t.oid IS NOT NULL,
                   'partitioned', coalesce(t.relkind = 'p', false),
                   'foreign_partition', coalesce((
                       SELECT min(part.oid::regclass::text) FROM pg_catalog.pg_class part
                       WHERE t.relkind = 'p' AND part.relkind = 'f'
                         AND part.oid IN (SELECT tree.relid FROM pg_catalog.pg_partition_tree(t.oid) tree)), ''),
                   'may_read', coalesce(pg_catalog.has_table_privilege(t.oid, 'SELECT'), false),
                   'may_create', coalesce(pg_catalog.has_schema_privilege(t.relnamespace, 'CREATE'), false),
                   'bytes', coalesce(size.bytes, 0),
                   'occupant', coalesce(occupant.kind, '')) ORDER BY d.place)
        FROM declared d
        LEFT JOIN pg_catalog.pg_class t ON t.oid = d."table"
        LEFT JOIN LATERAL (
            SELECT sum(pg_catalog.pg_table_size(part.oid)) AS bytes
            FROM pg_catalog.pg_class part
            WHERE part.oid = t.oid AND t.relkind <> 'p'
               OR t.relkind = 'p' AND part.oid IN (SELECT tree.relid FROM pg_catalog.pg_partition_tree(t.oid) tree WHERE tree.isleaf)
            ) size ON true
        LEFT JOIN LATERAL (
            SELECT CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
                                  WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table'
                                  WHEN 'c' THEN 'composite type' ELSE 'relation' END AS kind
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = d.schema AND c.relname = d.name AND c.relkind NOT IN ('i', 'I')) occupant ON true),
    'indexes', (
        SELECT coalesce(pg_catalog.jsonb_agg({index_object} || pg_catalog.jsonb_build_object(
                   'bytes', coalesce(pg_catalog.pg_relation_size(i.indexrelid), 0),
                   'scans', coalesce(pg_catalog.pg_stat_get_numscans(i.indexrelid), 0)) ORDER BY n.nspname, c.relname), '[]')
        FROM candidates
        JOIN pg_catalog.pg_index i USING (indexrelid)
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
        {active_build})) AS catalog)";

/// $1: jsonb, [{"schema", "name"}]. The newest record of each index that has one.
inline constexpr std::string_view read_records = R"(
SELECT DISTINCT ON (j.schema_name, j.index_name)
       j.token, j.revision, j.schema_name, j.table_name, j.index_name, coalesce(j.work_name, '') AS work_name,
       coalesce(j.canonical_key, '') AS canonical_key, coalesce(j.definition, '') AS definition, j.origin, j.state,
       coalesce(j.displaced, '') AS displaced
FROM migrate.index_journal j
JOIN pg_catalog.jsonb_to_recordset($1::jsonb) AS d (schema text, name text) ON j.schema_name = d.schema AND j.index_name = d.name
ORDER BY j.schema_name, j.index_name, j.id DESC)";

/// The keys of the indexes on the clones, in the order of {indexes}, an array literal of regclass.
inline constexpr std::string_view read_wanted_keys = R"(
SELECT {canonical_key}::text AS key
FROM pg_catalog.unnest({indexes}::regclass[]) WITH ORDINALITY w (oid, place)
JOIN pg_catalog.pg_index i ON i.indexrelid = w.oid
JOIN pg_catalog.pg_class c ON c.oid = w.oid
ORDER BY w.place)";

}  // namespace migrate::index_sql
