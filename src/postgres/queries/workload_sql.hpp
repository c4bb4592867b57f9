#pragma once

#include <string_view>

/// What a measurement says of the server that it was made on. PostgreSQL 13 to 18.
namespace migrate::workload_sql {

/// One row.
inline constexpr std::string_view read_server = R"(
SELECT pg_catalog.current_setting('server_version_num')::integer AS version_number,
       pg_catalog.split_part(pg_catalog.current_setting('server_version'), ' ', 1) AS version,
       pg_catalog.current_database() AS database, pg_catalog.pg_is_in_recovery() AS on_standby,
       pg_catalog.current_setting('is_superuser') = 'on' AS superuser,
       extract(epoch FROM pg_catalog.clock_timestamp())::bigint AS now)";

/// $1: jsonb, names as somebody would write them in SQL. One row each, in that order. A partitioned table is
/// the sum of its partitions. Before PostgreSQL 14 a table that was never analysed has 0 rows in its
/// statistics.
inline constexpr std::string_view read_tables = R"(
SELECT wanted.name, c.oid IS NOT NULL AS there, size.rows, size.table_bytes, size.index_bytes
FROM pg_catalog.jsonb_array_elements_text($1::jsonb) WITH ORDINALITY AS wanted (name, place)
LEFT JOIN pg_catalog.pg_class c ON c.oid = pg_catalog.to_regclass(wanted.name)
LEFT JOIN LATERAL (
    SELECT CASE WHEN pg_catalog.bool_and(part.reltuples > 0 OR pg_catalog.pg_relation_size(part.oid) = 0)
                THEN pg_catalog.sum(greatest(part.reltuples, 0))::bigint END AS rows,
           pg_catalog.sum(pg_catalog.pg_table_size(part.oid))::bigint AS table_bytes,
           pg_catalog.sum(pg_catalog.pg_indexes_size(part.oid))::bigint AS index_bytes
    FROM (SELECT c.oid WHERE c.relkind <> 'p'
          UNION SELECT relid FROM pg_catalog.pg_partition_tree(c.oid) WHERE isleaf) AS parts
    JOIN pg_catalog.pg_class part ON part.oid = parts.oid) AS size ON true
ORDER BY wanted.place)";

}  // namespace migrate::workload_sql
