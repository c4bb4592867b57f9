#pragma once

#include "src/base/error.hpp"
#include "src/revision/plan.hpp"
#include "src/revision/revision.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace migrate {

class Connection;

/// Who writes: the same for every entry of one run.
struct RunIdentity {
    std::string run_id;  ///< 16 hexadecimal digits, new for every run
    std::string host;    ///< of the client

    static RunIdentity create();
};

/// Random hexadecimal digits: ids of runs, tokens of indexes.
std::string random_hex(std::size_t digits);

/// Ends entries that killed runs left open as interrupted. Precondition: the runner's lock is held.
void run_close_unfinished(Connection& connection);

/// One revision's entry in the journal.
struct JournalDraft {
    const Revision& revision;
    std::string_view action;  ///< "up", "down", "repair"
};

/// The one statement that moves alembic_version as `change` says and writes the entry as done. Where the
/// table does not hold what the change starts from (another program was at it), `state` becomes null, which
/// the journal refuses with SQLSTATE 23502, and the transaction is rolled back.
std::string finish_sql(const RunIdentity& run, const JournalDraft& draft, const VersionChange& change);
/// The same for an entry that was opened by insert_started().
std::string finish_sql(std::int64_t entry, const VersionChange& change);
/// Whether a failed batch failed in that way, and what to say then.
bool is_version_conflict(const Error& error);
Error version_conflict(const RevisionId& id);

/// How far a revision is that runs statement by statement.
struct StatementProgress {
    int done = 0;
    std::string hash;  ///< of the statements that are done
    int begun = 0;     ///< see migrate.journal.statement_begun
};

/// Opens an entry, committed at once, for a step that cannot be one transaction. Returns the entry's id.
std::int64_t insert_started(Connection& connection, const RunIdentity& run, const JournalDraft& draft,
                            const StatementProgress& progress = {});
void update_begun(Connection& connection, std::int64_t entry, int statement);
/// How far a revision that runs statement by statement is: sent together with the statement where that is
/// possible.
std::string progress_sql(std::int64_t entry, int statements_done, const std::string& statements_hash);
void update_failed(Connection& connection, std::int64_t entry, const Error& error);
/// An entry for a step whose transaction was rolled back.
void insert_failed(Connection& connection, const RunIdentity& run, const JournalDraft& draft,
                   const Error& error);

}  // namespace migrate
