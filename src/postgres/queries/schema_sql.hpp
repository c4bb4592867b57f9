#pragma once

#include <string_view>

/// What the catalog says about every object of a database, one row an object: kind, parent, name, owner, and
/// what it is as PostgreSQL prints it. One statement, so that all of it is of one moment.
namespace migrate::schema_sql {

/// What PostgreSQL prints depends on these: names of the schema public stand bare, all others qualified.
inline constexpr std::string_view fixed_printing =
    "SET LOCAL search_path = public; SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; "
    "SET LOCAL intervalstyle = 'postgres'; SET LOCAL extra_float_digits = 1; SET LOCAL quote_all_identifiers = off; "
    "SET LOCAL bytea_output = 'hex'; SET LOCAL jit = off; SET LOCAL lock_timeout = '2s'";

/// {"privileges of app": "SELECT"}, only what differs from what a new object has. {acl}, {kind} as
/// acldefault() wants it, {owner}.
inline constexpr std::string_view privileges = R"(coalesce(CASE WHEN {acl} IS NOT NULL THEN (
    SELECT pg_catalog.jsonb_object_agg('privileges of ' || g.who, coalesce(g.what, 'none')) FROM (
        SELECT CASE x.grantee WHEN 0 THEN 'PUBLIC' WHEN {owner} THEN 'the owner'
                    ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(x.grantee)) END AS who,
               CASE WHEN count(DISTINCT x.privilege_type) FILTER (WHERE NOT x.usual) = w.whole
                     AND NOT bool_or(x.is_grantable) THEN 'ALL'
                    ELSE string_agg(DISTINCT x.privilege, ', ') FILTER (WHERE NOT x.usual) END AS what,
               CASE WHEN count(DISTINCT x.privilege_type) FILTER (WHERE x.usual) = w.whole THEN 'ALL'
                    ELSE string_agg(DISTINCT x.privilege, ', ') FILTER (WHERE x.usual) END AS usual
        FROM (SELECT e.*, false AS usual, e.privilege_type || CASE WHEN e.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END AS privilege
              FROM pg_catalog.aclexplode({acl}) e
              UNION ALL
              SELECT e.*, true, e.privilege_type FROM pg_catalog.aclexplode(pg_catalog.acldefault({kind}, {owner})) e) x
        CROSS JOIN (SELECT count(*) AS whole FROM pg_catalog.aclexplode(pg_catalog.acldefault({kind}, {owner})) o
                    WHERE o.grantee = {owner}) w
        GROUP BY x.grantee, w.whole) g
    WHERE g.what IS DISTINCT FROM g.usual{but}) END, '{{}}'::jsonb))";

/// What acldefault() calls the objects of a row of pg_default_acl. Those of one schema come on top of the
/// default of all, so that they begin with nothing, as columns do.
inline constexpr std::string_view kind_of_default =
    R"(CASE WHEN a.defaclnamespace <> 0 THEN 'c'::"char" WHEN a.defaclobjtype = 'S' THEN 's' ELSE a.defaclobjtype END)";

/// One document: [[kind, parent, name, owner, {attribute: value}]]. {objects}: all of what follows.
inline constexpr std::string_view document = R"(
SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_array(o.kind, o.parent, o.name, coalesce(pg_catalog.pg_get_userbyid(o.owner), ''), o.attributes)
                    ORDER BY o.kind, o.parent, o.name), '[]')::text AS document
FROM ({objects}) o)";

/// Sets and tables that the parts below share. Left out are the system's own, temporary ones, members of
/// extensions, and migrate's.
inline constexpr std::string_view shared = R"(
WITH member AS MATERIALIZED (
    SELECT d.classid, d.objid FROM pg_catalog.pg_depend d
    WHERE d.deptype = 'e' AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
), space AS MATERIALIZED (
    SELECT n.oid, n.nspname, n.nspowner, n.nspacl FROM pg_catalog.pg_namespace n
    WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'migrate')
      AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND m.objid = n.oid)
), rel AS MATERIALIZED (
    SELECT c.*, c.oid::pg_catalog.regclass::text AS name,
           (SELECT string_agg(o, ', ' ORDER BY o) FROM pg_catalog.unnest(c.reloptions) o) AS options,
           pg_catalog.obj_description(c.oid, 'pg_class') AS description
    FROM pg_catalog.pg_class c JOIN space s ON s.oid = c.relnamespace
    WHERE c.relpersistence <> 't' AND c.relname NOT IN ('alembic_version', 'alembic_version_pkc') AND c.relkind <> 't'
      AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND m.objid = c.oid)
))";

inline constexpr std::string_view tables = R"(
SELECT CASE c.relkind WHEN 'f' THEN 'foreign table' ELSE 'table' END AS kind, '' AS parent, c.name, c.relowner AS owner,
    pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
        'persistence', CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED' ELSE 'LOGGED' END,
        'partition key', CASE c.relkind WHEN 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END,
        'partition bound', pg_catalog.pg_get_expr(c.relpartbound, c.oid),
        'parent', (SELECT string_agg(i.inhparent::pg_catalog.regclass::text, ', ' ORDER BY i.inhseqno)
                   FROM pg_catalog.pg_inherits i WHERE i.inhrelid = c.oid),
        'server', (SELECT s.srvname || coalesce(' (' || pg_catalog.array_to_string(f.ftoptions, ', ') || ')', '')
                   FROM pg_catalog.pg_foreign_table f JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver WHERE f.ftrelid = c.oid),
        'access method', (SELECT a.amname FROM pg_catalog.pg_am a WHERE a.oid = c.relam AND a.amname <> 'heap'),
        'row security', CASE WHEN NOT c.relrowsecurity THEN 'disabled' WHEN c.relforcerowsecurity THEN 'enabled and forced' ELSE 'enabled' END,
        'replica identity', CASE c.relreplident WHEN 'n' THEN 'NOTHING' WHEN 'f' THEN 'FULL'
             WHEN 'i' THEN (SELECT i.indexrelid::pg_catalog.regclass::text FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisreplident) END,
        'storage options', c.options, 'comment', c.description)) || {table_privileges} AS attributes
FROM rel c WHERE c.relkind IN ('r', 'p', 'f'))";

/// What a partition or child has from its parent is told of the parent alone. Options that begin with pg_ are
/// the server's own notes: 17.12 keeps pg_attver, which is another at every CREATE. {compression}: since 14.
inline constexpr std::string_view columns = R"(
SELECT 'column', c.name, pg_catalog.quote_ident(a.attname), NULL::oid,
    pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
        'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
        'nullability', CASE WHEN NOT a.attnotnull THEN 'nullable'
             WHEN EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey[1] = a.attnum
                          AND NOT k.convalidated) THEN 'NOT NULL NOT VALID' ELSE 'NOT NULL' END,
        'default', CASE a.attgenerated WHEN '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END,
        'generation', CASE WHEN a.attgenerated <> '' THEN '(' || pg_catalog.pg_get_expr(d.adbin, d.adrelid) || ')'
             || CASE a.attgenerated WHEN 's' THEN ' STORED' ELSE ' VIRTUAL' END END,
        'identity', CASE a.attidentity WHEN 'a' THEN 'GENERATED ALWAYS' WHEN 'd' THEN 'GENERATED BY DEFAULT' END,
        'collation', CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::pg_catalog.regcollation::text END,
        'storage', CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'
             WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END,
        'compression', {compression},
        'statistics target', nullif(a.attstattarget, -1)::text,
        'options', (SELECT string_agg(o, ', ' ORDER BY o) FROM pg_catalog.unnest(a.attoptions) o WHERE NOT pg_catalog.starts_with(o, 'pg_')),
        'comment', pg_catalog.col_description(c.oid, a.attnum))) || {column_privileges}
FROM rel c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relkind IN ('r', 'p', 'f') AND (a.attislocal OR a.attinhcount = 0))";

/// NOT NULL is told of the column: before 18 it is no constraint.
inline constexpr std::string_view constraints = R"(
SELECT 'constraint', c.name, pg_catalog.quote_ident(k.conname), NULL,
    pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
        'definition', pg_catalog.pg_get_constraintdef(k.oid),
        'state', CASE WHEN k.contype = 'f' AND EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgconstraint = k.oid AND t.tgenabled = 'D')
                 THEN 'switched off by DISABLE TRIGGER' ELSE 'enforced' END,
        'comment', pg_catalog.obj_description(k.oid, 'pg_constraint')))
FROM rel c JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid
WHERE k.contype IN ('c', 'f', 'p', 'u', 'x') AND k.conparentid = 0 AND (k.conislocal OR k.coninhcount = 0))";

/// An index that keeps a constraint is told with it, one of a partition with the whole. A comment with our
/// token is none of anybody's: see comment_with_token().
inline constexpr std::string_view indexes = R"(
SELECT 'index', i.indrelid::pg_catalog.regclass::text, c.name, NULL,
    pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
        'definition', pg_catalog.pg_get_indexdef(c.oid),
        'state', CASE WHEN i.indisvalid AND i.indisready AND i.indislive THEN 'valid' ELSE 'INVALID' END,
        'clustering', CASE WHEN i.indisclustered THEN 'CLUSTER goes by it' END,
        'comment', CASE WHEN c.description !~ '\[migrate:[^]]*\]$' THEN c.description END))
FROM rel c JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
WHERE NOT c.relispartition AND EXISTS (SELECT FROM rel t WHERE t.oid = i.indrelid)
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x')))";

/// The owner of a column's sequence is the table's.
inline constexpr std::string_view sequences = R"(
SELECT 'sequence', '', c.name, CASE WHEN o.named IS NULL THEN c.relowner END,
    pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
        'type', pg_catalog.format_type(q.seqtypid, NULL), 'start', q.seqstart::text, 'increment', q.seqincrement::text,
        'minimum', q.seqmin::text, 'maximum', q.seqmax::text, 'cache', q.seqcache::text,
        'cycle', CASE WHEN q.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END, 'owner column', o.named,
        'comment', c.description)) || {sequence_privileges}
FROM rel c JOIN pg_catalog.pg_sequence q ON q.seqrelid = c.oid
LEFT JOIN LATERAL (SELECT d.refobjid::pg_catalog.regclass::text || '.' || pg_catalog.quote_ident(a.attname) AS named
    FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
    LIMIT 1) o ON true)";

inline constexpr std::string_view views = R"(
SELECT CASE c.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END, '', c.name, c.relowner,
    pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
        'definition', pg_catalog.btrim(pg_catalog.pg_get_viewdef(c.oid), ' ;'),
        'state', CASE WHEN c.relkind = 'm' THEN CASE WHEN c.relispopulated THEN 'populated' ELSE 'not populated' END END,
        'options', c.options, 'comment', c.description)) || {table_privileges}
    || coalesce((SELECT pg_catalog.jsonb_object_agg('comment on column ' || pg_catalog.quote_ident(a.attname), d.description)
                 FROM pg_catalog.pg_description d JOIN pg_catalog.pg_attribute a ON a.attrelid = d.objoid AND a.attnum = d.objsubid
                 WHERE d.objoid = c.oid AND d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objsubid > 0), '{{}}'::jsonb)
    || coalesce((SELECT pg_catalog.jsonb_object_agg('default of column ' || pg_catalog.quote_ident(a.attname), pg_catalog.pg_get_expr(d.adbin, d.adrelid))
                 FROM pg_catalog.pg_attrdef d JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
                 WHERE d.adrelid = c.oid), '{{}}'::jsonb)
FROM rel c WHERE c.relkind IN ('v', 'm'))";

inline constexpr std::string_view functions = R"(
SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END, '',
    p.oid::pg_catalog.regprocedure::text, p.proowner,
    pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
        'definition', CASE p.prokind WHEN 'a' THEN pg_catalog.concat_ws(' ', 'SFUNC', g.aggtransfn, 'STYPE', pg_catalog.format_type(g.aggtranstype, NULL),
              'INITCOND ' || g.agginitval, 'FINALFUNC', nullif(g.aggfinalfn::text, '-'), 'COMBINEFUNC', nullif(g.aggcombinefn::text, '-'),
              'SORTOP', nullif(g.aggsortop::pg_catalog.regoper::text, '0'), 'PARALLEL', p.proparallel)
              ELSE pg_catalog.pg_get_functiondef(p.oid) END,
        'comment', pg_catalog.obj_description(p.oid, 'pg_proc'))) || {function_privileges}
FROM pg_catalog.pg_proc p JOIN space s ON s.oid = p.pronamespace LEFT JOIN pg_catalog.pg_aggregate g ON g.aggfnoid = p.oid
WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND m.objid = p.oid)
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid AND d.deptype = 'i'))";

inline constexpr std::string_view triggers_and_rules = R"(
SELECT 'trigger', c.name, pg_catalog.quote_ident(t.tgname), NULL,
    pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
        'definition', pg_catalog.pg_get_triggerdef(t.oid),
        'state', CASE t.tgenabled WHEN 'O' THEN 'enabled' WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END,
        'comment', pg_catalog.obj_description(t.oid, 'pg_trigger')))
FROM rel c JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid WHERE NOT t.tgisinternal AND t.tgparentid = 0
UNION ALL
SELECT 'rule', c.name, pg_catalog.quote_ident(r.rulename), NULL,
    pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
        'definition', pg_catalog.pg_get_ruledef(r.oid),
        'state', CASE r.ev_enabled WHEN 'O' THEN 'enabled' WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END,
        'comment', pg_catalog.obj_description(r.oid, 'pg_rewrite')))
FROM rel c JOIN pg_catalog.pg_rewrite r ON r.ev_class = c.oid WHERE r.rulename <> '_RETURN'
UNION ALL
SELECT 'policy', c.name, pg_catalog.quote_ident(p.polname), NULL,
    pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
        'definition', pg_catalog.concat_ws(' ', CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
            'FOR', CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
            'TO', (SELECT string_agg(CASE r WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(r)) END, ', ' ORDER BY r)
                   FROM pg_catalog.unnest(p.polroles) r),
            'USING (' || pg_catalog.pg_get_expr(p.polqual, p.polrelid) || ')',
            'WITH CHECK (' || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) || ')'),
        'comment', pg_catalog.obj_description(p.oid, 'pg_policy')))
FROM rel c JOIN pg_catalog.pg_policy p ON p.polrelid = c.oid)";

inline constexpr std::string_view types = R"(
SELECT CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range type' ELSE 'composite type' END, '',
    t.oid::pg_catalog.regtype::text, t.typowner,
    pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object(
        'values', (SELECT string_agg(pg_catalog.quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e
                   WHERE e.enumtypid = t.oid),
        'columns', (SELECT string_agg(pg_catalog.quote_ident(a.attname) || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod), ', '
                           ORDER BY a.attnum) FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped),
        'base type', CASE t.typtype WHEN 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END,
        'nullability', CASE t.typtype WHEN 'd' THEN CASE WHEN t.typnotnull THEN 'NOT NULL' ELSE 'nullable' END END,
        'default', CASE t.typtype WHEN 'd' THEN coalesce(pg_catalog.pg_get_expr(t.typdefaultbin, 0), t.typdefault) END,
        'collation', CASE WHEN t.typtype = 'd' AND t.typcollation <> (SELECT b.typcollation FROM pg_catalog.pg_type b WHERE b.oid = t.typbasetype)
                     THEN t.typcollation::pg_catalog.regcollation::text END,
        'constraints', (SELECT string_agg(pg_catalog.quote_ident(k.conname) || ' ' || pg_catalog.pg_get_constraintdef(k.oid), ', ' ORDER BY k.conname)
                        FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'),
        'definition', (SELECT pg_catalog.concat_ws(', ', 'SUBTYPE ' || pg_catalog.format_type(r.rngsubtype, NULL),
                              'SUBTYPE_OPCLASS ' || (SELECT o.opcname FROM pg_catalog.pg_opclass o WHERE o.oid = r.rngsubopc),
                              'COLLATION ' || nullif(r.rngcollation::pg_catalog.regcollation::text, '-'),
                              'CANONICAL ' || nullif(r.rngcanonical::text, '-'), 'SUBTYPE_DIFF ' || nullif(r.rngsubdiff::text, '-'))
                       FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid),
        'comment', pg_catalog.obj_description(t.oid, 'pg_type'))) || {type_privileges}
FROM pg_catalog.pg_type t JOIN space s ON s.oid = t.typnamespace
WHERE (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c')))
  AND NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND m.objid = t.oid))";

/// Of the schema public only what was granted to others counts: what owner and PUBLIC have differs between
/// releases, and from host to host.
inline constexpr std::string_view the_rest = R"(
SELECT 'schema', '', pg_catalog.quote_ident(s.nspname), CASE WHEN s.nspname <> 'public' THEN s.nspowner END,
    CASE WHEN s.nspname = 'public' THEN '{{}}'::jsonb
         ELSE pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('comment', pg_catalog.obj_description(s.oid, 'pg_namespace'))) END
    || {schema_privileges}
FROM space s
UNION ALL
SELECT 'extension', '', pg_catalog.quote_ident(e.extname), NULL,
    pg_catalog.jsonb_build_object('version', e.extversion, 'schema', e.extnamespace::pg_catalog.regnamespace::text)
FROM pg_catalog.pg_extension e WHERE e.extname <> 'plpgsql'
UNION ALL
SELECT 'statistics', '', CASE s.nspname WHEN 'public' THEN '' ELSE pg_catalog.quote_ident(s.nspname) || '.' END || pg_catalog.quote_ident(x.stxname),
    x.stxowner, pg_catalog.jsonb_build_object('definition', pg_catalog.pg_get_statisticsobjdef(x.oid))
FROM pg_catalog.pg_statistic_ext x JOIN space s ON s.oid = x.stxnamespace
UNION ALL
SELECT 'event trigger', '', pg_catalog.quote_ident(e.evtname), NULL,
    pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('event', e.evtevent::text, 'function', e.evtfoid::pg_catalog.regproc::text,
        'tags', pg_catalog.array_to_string(e.evttags, ', '),
        'state', CASE e.evtenabled WHEN 'O' THEN 'enabled' WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END))
FROM pg_catalog.pg_event_trigger e
WHERE NOT EXISTS (SELECT FROM member m WHERE m.classid = 'pg_catalog.pg_event_trigger'::pg_catalog.regclass AND m.objid = e.oid)
UNION ALL
SELECT 'default privileges', '', CASE a.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions'
        WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' ELSE 'large objects' END
        || coalesce(' in schema ' || pg_catalog.quote_ident(s.nspname), ''), a.defaclrole,
    {default_privileges}
FROM pg_catalog.pg_default_acl a LEFT JOIN space s ON s.oid = a.defaclnamespace WHERE a.defaclnamespace = 0 OR s.oid IS NOT NULL)";

inline constexpr std::string_view read_search_path =
    "SELECT s.name FROM pg_catalog.unnest(pg_catalog.current_schemas(false)) WITH ORDINALITY s (name, place) ORDER BY s.place";

inline constexpr std::string_view print_temporary_view = R"(
SELECT pg_catalog.btrim(pg_catalog.pg_get_viewdef('pg_temp.migrate_reprint'::pg_catalog.regclass), ' ;') AS definition)";

}  // namespace migrate::schema_sql
