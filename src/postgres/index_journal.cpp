#include "src/postgres/index_journal.hpp"

#include "src/base/sql_text.hpp"
#include "src/postgres/queries/index_journal_sql.hpp"
#include "src/postgres/query.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

std::string supersede_sql(const IndexNote& note) {
    return fmt::format(fmt::runtime(index_journal_sql::supersede_others),
                       fmt::arg("schema", quote_literal(note.table.schema)),
                       fmt::arg("name", quote_literal(note.name)),
                       fmt::arg("token", quote_literal(note.token)));
}

}  // namespace

void insert_intent(Connection& connection, const RunIdentity& run, const IndexNote& note, int pid) {
    query(connection, index_journal_sql::insert_intent, note.token, run.run_id, note.revision.text(),
          note.table.schema, note.table.name, note.name, note.work_name, note.key, note.definition,
          std::string(name_of(note.origin)), note.displaced, pid);
}

std::string intent_sql(const RunIdentity& run, const IndexNote& note) {
    return fmt::format(
        fmt::runtime(index_journal_sql::intent), fmt::arg("token", quote_literal(note.token)),
        fmt::arg("run", quote_literal(run.run_id)), fmt::arg("revision", quote_literal(note.revision.text())),
        fmt::arg("schema", quote_literal(note.table.schema)),
        fmt::arg("table", quote_literal(note.table.name)), fmt::arg("name", quote_literal(note.name)),
        fmt::arg("work_name", quote_literal(note.work_name)), fmt::arg("key", quote_literal(note.key)),
        fmt::arg("definition", quote_literal(note.definition)),
        fmt::arg("origin", quote_literal(name_of(note.origin))),
        fmt::arg("displaced", quote_literal(note.displaced)));
}

void insert_settled(Connection& connection, const RunIdentity& run, const IndexNote& note) {
    query(connection, index_journal_sql::insert_settled, note.token, run.run_id, note.revision.text(),
          note.table.schema, note.table.name, note.name, note.key, note.definition,
          std::string(name_of(note.origin)), note.displaced);
}

void undo_records(Connection& connection, const std::string& schema, const std::string& name) {
    execute(connection, undo_records_sql(schema, name));
}

std::string undo_records_sql(const std::string& schema, const std::string& name) {
    return fmt::format(fmt::runtime(index_journal_sql::undo), fmt::arg("schema", quote_literal(schema)),
                       fmt::arg("name", quote_literal(name)));
}

std::string read_unfinished_work_name(Connection& connection, const std::string& schema,
                                      const std::string& name) {
    const auto rows = query(connection, index_journal_sql::read_unfinished, schema, name);
    return rows.empty() ? "" : rows[0]["work_name"].c_str();
}

void undo_intents(Connection& connection, const std::string& schema, const std::string& name) {
    query(connection, index_journal_sql::undo_intents, schema, name);
}

std::vector<std::string> finish_intent_sql(const IndexNote& note) {
    return {fmt::format(fmt::runtime(index_journal_sql::finish_intent),
                        fmt::arg("token", quote_literal(note.token))),
            supersede_sql(note)};
}

std::vector<std::string> plain_build_sql(const RunIdentity& run, const IndexNote& note) {
    return {
        fmt::format(
            "INSERT INTO migrate.index_journal (token, run_id, revision, schema_name, table_name, index_name, canonical_key, definition, "
            "origin, state, finished_at) VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, 'done', pg_catalog.clock_timestamp())",
            quote_literal(note.token), quote_literal(run.run_id), quote_literal(note.revision.text()),
            quote_literal(note.table.schema), quote_literal(note.table.name), quote_literal(note.name),
            quote_literal(note.key), quote_literal(note.definition), quote_literal(name_of(note.origin))),
        supersede_sql(note)};
}

}  // namespace migrate
