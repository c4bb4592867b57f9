#pragma once

#include <string_view>

/// What is looked at before an index is built.
namespace migrate::risk_sql {

/// What this role is not allowed and a plan needs; one row each, for MissingRight. $1: jsonb, of each index
/// that is changed {"schema", "table", "builds": not only dropped, "tablespace"}. A superuser lacks nothing;
/// tables that are still to be made are their maker's.
inline constexpr std::string_view read_missing_rights = R"(
WITH needed AS (
    SELECT * FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS d (schema name, "table" name, builds boolean, tablespace name)
), tables AS (
    SELECT c.oid, c.relowner, n.oid AS schema, pg_catalog.quote_ident(n.nspname) AS schema_name,
           pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS name, pg_catalog.bool_or(d.builds) AS builds
    FROM needed d
    JOIN pg_catalog.pg_namespace n ON n.nspname = d.schema
    JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = d."table" AND c.relkind IN ('r', 'p', 'm')
    GROUP BY c.oid, c.relowner, c.relname, n.oid, n.nspname
), version AS (
    SELECT pg_catalog.to_regclass('alembic_version')::oid AS oid, pg_catalog.current_schema() AS schema
), journal AS (
    SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'migrate' AND c.relname IN ('journal', 'index_journal')
), missing (place, kind, object, owner) AS (
    SELECT 1, CASE WHEN r.rolsuper THEN 'superuser_owner' ELSE 'owner' END, t.name,
           CASE WHEN r.rolsuper THEN '' ELSE pg_catalog.quote_ident(r.rolname) END
    FROM tables t JOIN pg_catalog.pg_roles r ON r.oid = t.relowner
    WHERE NOT pg_catalog.pg_has_role(t.relowner, 'USAGE')
    UNION ALL
    SELECT 2, 'read', t.name, '' FROM tables t WHERE t.builds AND NOT pg_catalog.has_table_privilege(t.oid, 'SELECT')
    UNION ALL
    SELECT DISTINCT 3, 'schema', t.schema_name, '' FROM tables t
    WHERE t.builds AND NOT pg_catalog.has_schema_privilege(t.schema, 'CREATE')
    UNION ALL
    SELECT DISTINCT 4, CASE WHEN s.oid IS NULL THEN 'no_tablespace' ELSE 'tablespace' END, pg_catalog.quote_ident(d.tablespace), ''
    FROM needed d LEFT JOIN pg_catalog.pg_tablespace s ON s.spcname = d.tablespace
    WHERE d.builds AND d.tablespace <> ''
      AND (s.oid IS NULL OR NOT pg_catalog.has_tablespace_privilege(s.oid, 'CREATE')
                            AND s.oid <> (SELECT dattablespace FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
    UNION ALL
    SELECT 5, 'database', pg_catalog.quote_ident(pg_catalog.current_database()), ''
    WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'migrate')
      AND NOT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
    UNION ALL
    SELECT 6, 'journal', 'migrate', ''
    WHERE EXISTS (SELECT FROM journal j WHERE NOT (
        pg_catalog.has_schema_privilege('migrate', 'USAGE') AND pg_catalog.has_table_privilege(j.oid, 'SELECT')
        AND pg_catalog.has_table_privilege(j.oid, 'INSERT') AND pg_catalog.has_table_privilege(j.oid, 'UPDATE')))
    UNION ALL
    SELECT 7, 'version_schema', pg_catalog.quote_ident(v.schema), '' FROM version v
    WHERE v.oid IS NULL AND v.schema IS NOT NULL AND NOT pg_catalog.has_schema_privilege(v.schema, 'CREATE')
      AND NOT EXISTS (SELECT FROM tables t WHERE t.builds AND t.schema_name = pg_catalog.quote_ident(v.schema))
    UNION ALL
    SELECT 8, 'version', 'alembic_version', '' FROM version v
    WHERE NOT (pg_catalog.has_table_privilege(v.oid, 'INSERT') AND pg_catalog.has_table_privilege(v.oid, 'UPDATE')
               AND pg_catalog.has_table_privilege(v.oid, 'DELETE'))
)
SELECT kind, object, owner, pg_catalog.quote_ident(current_user) AS role,
       pg_catalog.current_setting('max_prepared_transactions')::int > 0 AS prepared_transactions
FROM (SELECT) one LEFT JOIN missing ON true
ORDER BY place, object)";

/// Rows and widths of what an index holds, and where its files will be. $1: the table's oid; $2: jsonb, the
/// names of the columns that are indexed as they are; $3: how many keys are expressions, taken as 8 bytes
/// each; $4: its tablespace, "" for the session's default.
/// - "rows" is NULL where the table was never analysed. A table grown since is taken to be as dense as then.
/// - "path" is NULL where this role may not see it.
inline constexpr std::string_view read_room = R"(
SELECT CASE WHEN c.relpages > 0 AND c.reltuples >= 0
            THEN c.reltuples::float8 / c.relpages * (pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::int) END AS rows,
       $3::int * 8 + coalesce((
           SELECT sum(coalesce(s.avg_width * (1 - s.null_frac), CASE WHEN a.attlen > 0 THEN a.attlen ELSE 16 END))
           FROM pg_catalog.pg_attribute a
           LEFT JOIN pg_catalog.pg_stats s
             ON s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = a.attname AND NOT s.inherited
           WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND $2::jsonb ? a.attname::text), 0)::float8 AS key_bytes,
       coalesce(place.spcname, 'pg_default') AS tablespace,
       CASE WHEN pg_catalog.pg_tablespace_location(place.oid) <> '' THEN pg_catalog.pg_tablespace_location(place.oid)
            ELSE (SELECT setting FROM pg_catalog.pg_settings WHERE name = 'data_directory') END AS path
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
LEFT JOIN pg_catalog.pg_tablespace named
  ON named.spcname = coalesce(nullif($4, ''), nullif(pg_catalog.current_setting('default_tablespace'), ''))
JOIN pg_catalog.pg_tablespace place ON place.oid = coalesce(named.oid, d.dattablespace)
WHERE c.oid = $1::oid)";

}  // namespace migrate::risk_sql
