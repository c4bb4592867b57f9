#pragma once

#include <string_view>

/// The parts of a partitioned index. Texts in braces are literals, put in before the statement is sent, since
/// it goes in one message with `empty_search_path`: only then does the server print names qualified.
namespace migrate::partition_sql {

/// The table {table} (oid) and its partitions at any depth, with the part of the index {index} (a qualified
/// name) that each has: the one attached to its parent's part, else one whose name begins with {prefix}.
/// {only}: a condition on `part` for the rows. A partition that is being detached is not one any more.
inline constexpr std::string_view read_tree = R"(
WITH RECURSIVE part AS (
    SELECT {table}::oid AS relid, NULL::oid AS parent, 0 AS level, pg_catalog.to_regclass({index})::oid AS indexrelid, false AS attached
    UNION ALL
    SELECT h.inhrelid, above.relid, above.level + 1, own.indexrelid, coalesce(own.attached, false)
    FROM part above
    JOIN pg_catalog.pg_inherits h
        ON h.inhparent = above.relid AND NOT coalesce((pg_catalog.to_jsonb(h)->>'inhdetachpending')::boolean, false)
    LEFT JOIN LATERAL (
        SELECT i.indexrelid, up.inhrelid IS NOT NULL AS attached
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        LEFT JOIN pg_catalog.pg_inherits up ON up.inhrelid = i.indexrelid AND up.inhparent = above.indexrelid
        WHERE i.indrelid = h.inhrelid
          AND (up.inhrelid IS NOT NULL OR NOT c.relispartition AND pg_catalog.starts_with(c.relname, {prefix}))
        ORDER BY up.inhrelid IS NULL, c.relname LIMIT 1) own ON true
)
SELECT part.relid::text AS oid, n.nspname AS schema, t.relname AS name, coalesce(part.parent::text, '') AS parent, part.level,
       t.relkind = 'p' AS partitioned, greatest(t.relpages, 1) AS pages, part.attached,
       coalesce((SELECT pg_catalog.quote_ident(un.nspname) || '.' || pg_catalog.quote_ident(uc.relname)
                 FROM part up JOIN pg_catalog.pg_class uc ON uc.oid = up.indexrelid
                 JOIN pg_catalog.pg_namespace un ON un.oid = uc.relnamespace
                 WHERE up.relid = part.parent), '') AS parent_index,
       coalesce(c.relname, '') AS index_name, coalesce(i.indisvalid AND i.indisready AND i.indislive, false) AS usable,
       CASE WHEN i.indexrelid IS NOT NULL THEN {canonical_key}::text ELSE '' END AS key,
       CASE WHEN NOT i.indisvalid THEN coalesce((
           SELECT l.pid FROM pg_catalog.pg_locks l
           WHERE l.relation = part.relid AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted AND l.pid <> pg_catalog.pg_backend_pid()
             AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
           LIMIT 1), 0) ELSE 0 END AS builder
FROM part
JOIN pg_catalog.pg_class t ON t.oid = part.relid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = part.indexrelid
LEFT JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
WHERE {only}
ORDER BY part.level, n.nspname, t.relname)";

/// How the parts of the index {index} are to be made.
inline constexpr std::string_view read_definition = R"(
SELECT pg_catalog.pg_get_indexdef(c.oid) AS definition, coalesce(s.spcname, '') AS tablespace, {canonical_key}::text AS key
FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
WHERE c.oid = pg_catalog.to_regclass({index}))";

/// Indexes on the partitions of table {table} whose names begin with {prefix} and that are attached to
/// nothing; those of partitioned ones last, with which attached ones go.
inline constexpr std::string_view read_loose_parts = R"(
SELECT t.oid::text AS oid, n.nspname AS schema, t.relname AS name, c.relname AS index_name, c.relkind = 'I' AS partitioned
FROM pg_catalog.pg_partition_tree({table}::oid) tree
JOIN pg_catalog.pg_index i ON i.indrelid = tree.relid
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
WHERE tree.level > 0 AND NOT c.relispartition AND pg_catalog.starts_with(c.relname, {prefix})
ORDER BY c.relkind = 'I', tree.level, c.relname)";

/// What REINDEX CONCURRENTLY of the index {index} left when it was interrupted, and nobody is at.
inline constexpr std::string_view read_reindex_leftovers = R"(
SELECT left_over.relname AS index_name
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_index li ON li.indrelid = i.indrelid AND NOT li.indisvalid
JOIN pg_catalog.pg_class left_over ON left_over.oid = li.indexrelid AND left_over.relname ~ '_cc(new|old)[0-9]*$'
WHERE i.indexrelid = pg_catalog.to_regclass({index})
  AND pg_catalog.starts_with(c.relname, pg_catalog.regexp_replace(left_over.relname, '_cc(new|old)[0-9]*$', ''))
  AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_locks l
      WHERE l.relation = i.indrelid AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted AND l.pid <> pg_catalog.pg_backend_pid()
        AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())))";

inline constexpr std::string_view is_name_free = "SELECT pg_catalog.to_regclass($1) IS NULL";

/// For the part of a partition, which has no TABLESPACE of its own in what the server prints.
inline constexpr std::string_view set_tablespace =
    "SELECT pg_catalog.set_config('default_tablespace', $1, false)";

}  // namespace migrate::partition_sql
