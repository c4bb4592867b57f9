#include "src/postgres/journal.hpp"

#include "src/base/redact.hpp"
#include "src/base/sql_text.hpp"
#include "src/base/version.hpp"
#include "src/postgres/queries/history_sql.hpp"
#include "src/postgres/query.hpp"

#include <array>
#include <random>

#include <fmt/format.h>
#include <unistd.h>

namespace migrate {

namespace {

std::string host_name() {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string ids_text(const std::vector<RevisionId>& ids) {
    std::string text;
    for (const RevisionId& id : ids) text += (text.empty() ? "" : " ") + id.text();
    return text;
}

std::string id_literals(const std::vector<RevisionId>& ids, std::string_view before, std::string_view after) {
    std::string text;
    for (const RevisionId& id : ids)
        text += fmt::format("{}{}{}{}", text.empty() ? "" : ", ", before, quote_literal(id.text()), after);
    return text;
}

/// The change as common table expressions, and the condition that every row was there.
struct VersionSql {
    std::string expressions;  ///< "WITH a AS (…), b AS (…) ", or ""
    std::string complete;     ///< "true", or "2 = (SELECT count(*) FROM a) + …"
};

VersionSql version_sql(const VersionChange& change) {
    std::vector<std::string> parts;
    std::size_t rows = 0;
    if (!change.remove.empty()) {
        parts.push_back(
            fmt::format("removed AS (DELETE FROM alembic_version WHERE version_num IN ({}) RETURNING 1)",
                        id_literals(change.remove, "", "")));
        rows += change.remove.size();
    }
    if (change.update) {
        parts.push_back(fmt::format(
            "moved AS (UPDATE alembic_version SET version_num = {} WHERE version_num = {} RETURNING 1)",
            quote_literal(change.update->second.text()), quote_literal(change.update->first.text())));
        ++rows;
    }
    if (!change.insert.empty()) {
        parts.push_back(
            fmt::format("added AS (INSERT INTO alembic_version (version_num) VALUES {} RETURNING 1)",
                        id_literals(change.insert, "(", ")")));
        rows += change.insert.size();
    }
    if (parts.empty()) return {.expressions = "", .complete = "true"};
    std::string expressions;
    std::string counts;
    for (const std::string& part : parts) {
        expressions += (expressions.empty() ? "WITH " : ", ") + part;
        counts += fmt::format(" + (SELECT count(*) FROM {})", part.substr(0, part.find(' ')));
    }
    return {.expressions = expressions + " ", .complete = fmt::format("{} = 0{}", rows, counts)};
}

}  // namespace

std::string random_hex(std::size_t digits) {
    static thread_local std::mt19937_64 generator{std::random_device{}()};
    std::string text;
    while (text.size() < digits) text += fmt::format("{:016x}", generator());
    return text.substr(0, digits);
}

RunIdentity RunIdentity::create() {
    return {.run_id = random_hex(16), .host = host_name()};
}

std::string finish_sql(const RunIdentity& run, const JournalDraft& draft, const VersionChange& change) {
    const VersionSql version = version_sql(change);
    const Revision& revision = draft.revision;
    return fmt::format(
        "{}INSERT INTO migrate.journal (run_id, revision, action, state, message, client_host, tool_version, started_at, finished_at, checksum, "
        "parents, down_text) VALUES ({}, {}, {}, CASE WHEN {} THEN 'done' END, {}, {}, {}, pg_catalog.transaction_timestamp(), "
        "pg_catalog.clock_timestamp(), {}, {}, {})",
        version.expressions, quote_literal(run.run_id), quote_literal(revision.id.text()),
        quote_literal(draft.action), version.complete, quote_literal(revision.message),
        quote_literal(run.host), quote_literal(version_text), quote_literal(revision.checksum),
        quote_literal(ids_text(revision.parents)), quote_literal(revision.down_text));
}

std::string finish_sql(std::int64_t entry, const VersionChange& change) {
    const VersionSql version = version_sql(change);
    return fmt::format(
        "{}UPDATE migrate.journal SET state = CASE WHEN {} THEN 'done' END, finished_at = pg_catalog.clock_timestamp() WHERE id = {}",
        version.expressions, version.complete, entry);
}

bool is_version_conflict(const Error& error) {
    return error.sql().sqlstate == "23502" &&
           error.sql().statement.find("migrate.journal") != std::string::npos;
}

Error version_conflict(const RevisionId& id) {
    return {ExitCode::step_failed,
            fmt::format(
                "alembic_version changed while {} was running: another program, perhaps Alembic, moved it",
                id.text()),
            "Nothing of this revision was kept. Look at `migrate status`, then run the same command again."};
}

void run_close_unfinished(Connection& connection) {
    execute(connection, history_sql::close_interrupted);
}

std::int64_t insert_started(Connection& connection, const RunIdentity& run, const JournalDraft& draft,
                            const StatementProgress& progress) {
    const Revision& revision = draft.revision;
    const auto rows = query(connection, history_sql::insert_started, run.run_id, revision.id.text(),
                            std::string(draft.action), revision.message, run.host, std::string(version_text),
                            revision.checksum, ids_text(revision.parents), revision.down_text, progress.done,
                            progress.hash, progress.begun);
    return rows[0][0].as<std::int64_t>();
}

void update_begun(Connection& connection, std::int64_t entry, int statement) {
    query(connection, history_sql::update_begun, entry, statement);
}

std::string progress_sql(std::int64_t entry, int statements_done, const std::string& statements_hash) {
    return fmt::format("UPDATE migrate.journal SET statements_done = {}, statements_hash = {} WHERE id = {}",
                       statements_done, quote_literal(statements_hash), entry);
}

void update_failed(Connection& connection, std::int64_t entry, const Error& error) {
    query(connection, history_sql::update_failed, entry, redact(error.message()), error.sql().sqlstate);
}

void insert_failed(Connection& connection, const RunIdentity& run, const JournalDraft& draft,
                   const Error& error) {
    const Revision& revision = draft.revision;
    query(connection, history_sql::insert_failed, run.run_id, revision.id.text(), std::string(draft.action),
          revision.message, run.host, std::string(version_text), revision.checksum,
          ids_text(revision.parents), redact(error.message()), error.sql().sqlstate);
}

}  // namespace migrate
