#pragma once

#include <string_view>

/// Whether we made a declared index or found it. Columns are described where the table is created
/// (history_sql.hpp).
namespace migrate::index_journal_sql {

/// Committed before a build begins, so that whatever a killed run left can be told from what others made.
inline constexpr std::string_view insert_intent = R"(
INSERT INTO migrate.index_journal (token, run_id, revision, schema_name, table_name, index_name, work_name, canonical_key, definition, origin,
                                   state, displaced, builder_pid)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'intent', $11, $12))";

inline constexpr std::string_view intent = R"(
INSERT INTO migrate.index_journal (token, run_id, revision, schema_name, table_name, index_name, work_name, canonical_key, definition, origin,
                                   state, displaced, builder_pid)
VALUES ({token}, {run}, {revision}, {schema}, {table}, {name}, {work_name}, {key}, {definition}, {origin}, 'intent', {displaced},
        pg_catalog.pg_backend_pid()))";

inline constexpr std::string_view insert_settled = R"(
INSERT INTO migrate.index_journal (token, run_id, revision, schema_name, table_name, index_name, canonical_key, definition, origin, state,
                                   displaced, finished_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'done', $10, pg_catalog.clock_timestamp()))";

/// The whole index of a finished build, and every older record of the same index is history.
inline constexpr std::string_view supersede_others = R"(
UPDATE migrate.index_journal SET state = 'undone', finished_at = coalesce(finished_at, pg_catalog.clock_timestamp())
WHERE schema_name = {schema} AND index_name = {name} AND token <> {token} AND state <> 'undone')";

inline constexpr std::string_view finish_intent =
    "UPDATE migrate.index_journal SET state = 'done', finished_at = pg_catalog.clock_timestamp() WHERE token = {token}";

inline constexpr std::string_view undo = R"(
UPDATE migrate.index_journal SET state = 'undone', finished_at = pg_catalog.clock_timestamp()
WHERE schema_name = {schema} AND index_name = {name} AND state <> 'undone')";

inline constexpr std::string_view undo_intents = R"(
UPDATE migrate.index_journal SET state = 'undone', finished_at = pg_catalog.clock_timestamp()
WHERE schema_name = $1 AND index_name = $2 AND state = 'intent')";

inline constexpr std::string_view read_unfinished = R"(
SELECT work_name FROM migrate.index_journal
WHERE schema_name = $1 AND index_name = $2 AND state = 'intent' AND work_name <> '' ORDER BY id DESC LIMIT 1)";

}  // namespace migrate::index_journal_sql
