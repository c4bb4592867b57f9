#pragma once

#include <string_view>

/// alembic_version, kept as Alembic keeps it, and the journal beside it. The version table is named without a
/// schema on purpose: search_path finds it, as it does for Alembic.
namespace migrate::history_sql {

inline constexpr std::string_view create_version_table = R"(
CREATE TABLE IF NOT EXISTS alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
))";

inline constexpr std::string_view create_journal = R"(
CREATE SCHEMA IF NOT EXISTS migrate;
COMMENT ON SCHEMA migrate IS 'journal of the migrate program; alembic_version says what is applied';

CREATE TABLE IF NOT EXISTS migrate.journal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id text NOT NULL,
    revision varchar(32) NOT NULL,
    action text NOT NULL CHECK (action IN ('up', 'down', 'stamp', 'repair')),
    state text NOT NULL CHECK (state IN ('started', 'done', 'failed', 'interrupted')),
    message text NOT NULL DEFAULT '',
    actor text NOT NULL DEFAULT session_user,
    client_host text NOT NULL DEFAULT '',
    tool_version text NOT NULL DEFAULT '',
    started_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
    finished_at timestamptz,
    checksum text NOT NULL DEFAULT '',
    parents text NOT NULL DEFAULT '',
    down_text text NOT NULL DEFAULT '',
    statements_done integer NOT NULL DEFAULT 0,
    statements_hash text NOT NULL DEFAULT '',
    statement_begun integer NOT NULL DEFAULT 0,
    error text NOT NULL DEFAULT '',
    sqlstate text NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS journal_revision ON migrate.journal (revision, id DESC);
COMMENT ON TABLE migrate.journal IS 'every up, down, stamp and repair, also the failed ones';
COMMENT ON COLUMN migrate.journal.down_text IS 'the way back as it was when applied';
COMMENT ON COLUMN migrate.journal.statements_done IS 'of a revision that cannot run in one transaction: where to go on';
COMMENT ON COLUMN migrate.journal.statement_begun IS 'the number of a concurrent build that was sent when nothing bore its name: what bears it now is its leftover';

CREATE TABLE IF NOT EXISTS migrate.index_journal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token text NOT NULL UNIQUE,
    run_id text NOT NULL,
    revision varchar(32) NOT NULL,
    schema_name text NOT NULL,
    table_name text NOT NULL,
    index_name text NOT NULL,
    work_name text NOT NULL DEFAULT '',
    canonical_key text NOT NULL DEFAULT '',
    definition text NOT NULL DEFAULT '',
    origin text NOT NULL CHECK (origin IN ('found', 'created', 'renamed', 'replaced', 'accepted', 'dropped')),
    state text NOT NULL CHECK (state IN ('intent', 'done', 'undone')),
    displaced text NOT NULL DEFAULT '',
    builder_pid integer,
    started_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
    finished_at timestamptz
);
COMMENT ON TABLE migrate.index_journal IS 'for every declared index, whether migrate made it or found it';
COMMENT ON COLUMN migrate.index_journal.token IS 'stands in the comment of the index: proof that it is ours';

CREATE TABLE IF NOT EXISTS migrate.created_object (
    revision varchar(32) NOT NULL,
    object text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
    PRIMARY KEY (revision, object)
);
COMMENT ON TABLE migrate.created_object IS 'what guarded statements made: only this is dropped on the way back')";

/// Which of our tables exist; answers where read_all fails because one does not.
inline constexpr std::string_view find_tables = R"(
SELECT pg_catalog.to_regclass('alembic_version') IS NOT NULL AS version_table,
       pg_catalog.to_regclass('migrate.created_object') IS NOT NULL AS journal,
       pg_catalog.to_regclass('migrate.cache_listener') IS NOT NULL AS caches)";

inline constexpr std::string_view read_heads = "SELECT version_num AS revision FROM alembic_version";

/// Heads and the newest entry of each revision, one row each, told apart by is_head.
inline constexpr std::string_view read_all = R"(
SELECT version_num AS revision, true AS is_head, '' AS action, '' AS state, '' AS message, '' AS actor, '' AS client_host,
       '' AS tool_version, '' AS started_at, 0::bigint AS duration_ms, '' AS checksum, '' AS error
FROM alembic_version
UNION ALL
(SELECT DISTINCT ON (revision) revision, false, action, state, message, actor, client_host, tool_version,
        pg_catalog.to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        coalesce(extract(epoch FROM finished_at - started_at) * 1000, 0)::bigint, checksum, error
 FROM migrate.journal
 ORDER BY revision, id DESC))";

inline constexpr std::string_view read_down_text = R"(
SELECT down_text, parents, message FROM migrate.journal
WHERE revision = $1 AND action = 'up' AND state = 'done' ORDER BY id DESC LIMIT 1)";

/// Entries that a killed run left open. Precondition: the runner's lock is held, so nobody is at work on
/// them.
inline constexpr std::string_view close_interrupted =
    "UPDATE migrate.journal SET state = 'interrupted', finished_at = pg_catalog.clock_timestamp() WHERE state = 'started'";

inline constexpr std::string_view insert_started = R"(
INSERT INTO migrate.journal (run_id, revision, action, state, message, client_host, tool_version, checksum, parents, down_text,
                             statements_done, statements_hash, statement_begun)
VALUES ($1, $2, $3, 'started', $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id)";

inline constexpr std::string_view update_failed = R"(
UPDATE migrate.journal SET state = 'failed', finished_at = pg_catalog.clock_timestamp(), error = $2, sqlstate = $3 WHERE id = $1)";

inline constexpr std::string_view insert_failed = R"(
INSERT INTO migrate.journal (run_id, revision, action, state, message, client_host, tool_version, checksum, parents, finished_at, error, sqlstate)
VALUES ($1, $2, $3, 'failed', $4, $5, $6, $7, $8, pg_catalog.clock_timestamp(), $9, $10))";

inline constexpr std::string_view update_begun =
    "UPDATE migrate.journal SET statement_begun = $2 WHERE id = $1";

/// Changes nothing, but is a commit that waits for the disk, and so makes all commits before it durable.
inline constexpr std::string_view commit_and_wait =
    "UPDATE migrate.journal SET state = state WHERE id = (SELECT max(id) FROM migrate.journal)";

/// Where an unfinished revision that runs statement by statement has to go on.
inline constexpr std::string_view read_unfinished = R"(
SELECT statements_done, statements_hash, statement_begun FROM (
    SELECT * FROM migrate.journal WHERE revision = $1 ORDER BY id DESC LIMIT 1) newest
WHERE action = $2 AND state <> 'done')";

}  // namespace migrate::history_sql
