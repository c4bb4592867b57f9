#pragma once

#include "src/index/index_state.hpp"
#include "src/postgres/builder_session.hpp"

#include <string>
#include <vector>

namespace migrate {

/// What the index journal keeps of one index.
struct IndexNote {
    std::string token;
    RevisionId revision;
    ResolvedTable table;
    std::string name;
    std::string work_name;
    std::string key;         ///< CanonicalKey::text()
    std::string definition;  ///< for people
    IndexOrigin origin = IndexOrigin::created;
    std::string displaced;
};

/// Before a build: committed at once. `pid`: of the session that will build.
void insert_intent(Connection& connection, const RunIdentity& run, const IndexNote& note, int pid);
/// The same for use within the transaction that makes the index.
std::string intent_sql(const RunIdentity& run, const IndexNote& note);
/// For what needs no build: found, accepted, renamed.
void insert_settled(Connection& connection, const RunIdentity& run, const IndexNote& note);
/// On the way back: nothing of this index is ours any more.
void undo_records(Connection& connection, const std::string& schema, const std::string& name);

/// The same as a statement.
std::string undo_records_sql(const std::string& schema, const std::string& name);

/// The work name of the newest intent that was not finished; "" when there is none.
std::string read_unfinished_work_name(Connection& connection, const std::string& schema,
                                      const std::string& name);

/// Intents alone: a leftover is gone, what was done before stays on record.
void undo_intents(Connection& connection, const std::string& schema, const std::string& name);

/// For use within the transaction that gives the index its name: the intent is done, older records of that
/// name are history.
std::vector<std::string> finish_intent_sql(const IndexNote& note);
/// For a plain build, within its own transaction: intent and completion at once.
std::vector<std::string> plain_build_sql(const RunIdentity& run, const IndexNote& note);

}  // namespace migrate
