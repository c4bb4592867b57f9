#include "src/postgres/run_stamp.hpp"

#include "src/postgres/journal.hpp"
#include "src/postgres/queries/build_sql.hpp"
#include "src/postgres/queries/cache_sql.hpp"
#include "src/postgres/queries/history_sql.hpp"
#include "src/postgres/query.hpp"
#include "src/postgres/read_history.hpp"
#include "src/revision/contradiction.hpp"

#include <algorithm>

namespace migrate {

namespace {

std::vector<RevisionId> difference(const std::vector<RevisionId>& a, const std::vector<RevisionId>& b) {
    std::vector<RevisionId> result;
    std::copy_if(a.begin(), a.end(), std::back_inserter(result),
                 [&](const RevisionId& id) { return std::find(b.begin(), b.end(), id) == b.end(); });
    return result;
}

/// They come with the journal; a role that may write that, but make no tables, migrates without them.
void create_cache_tables(Connection& connection) try {
    execute(connection, cache_sql::create_tables);
} catch (const Error& error) {
    if (error.sql().sqlstate != "42501") throw;
}

}  // namespace

bool lacks_tables(Connection& connection) {
    const auto found = query(connection, history_sql::find_tables)[0];
    return !found["version_table"].as<bool>() || !found["journal"].as<bool>();
}

void run_ensure_version(Connection& connection) {
    query(connection, build_sql::set_up_session);
    run_ensure_tables(connection);
}

void run_ensure_tables(Connection& connection) {
    const auto found = query(connection, history_sql::find_tables)[0];
    if (!found["version_table"].as<bool>()) execute(connection, history_sql::create_version_table);
    if (!found["journal"].as<bool>()) execute(connection, history_sql::create_journal);
    if (!found["caches"].as<bool>()) create_cache_tables(connection);
}

void run_stamp(Connection& connection, const RevisionGraph& graph, const std::vector<RevisionId>& heads) {
    run_ensure_version(connection);
    const History history = read_history(connection);
    const VersionChange change{.remove = difference(history.heads, heads),
                               .insert = difference(heads, history.heads)};
    const auto contradictions = find_contradictions(graph, history);
    if (change.remove.empty() && change.insert.empty() && contradictions.empty()) return;
    // The entry names the revision that the database is at from now on; `base` is written under the one it
    // left, or under one of which the journal tells something else.
    const RevisionId& subject = !heads.empty()           ? heads.front()
                                : !change.remove.empty() ? change.remove.front()
                                                         : contradictions.front().revision;
    Revision unknown;
    unknown.id = subject;
    const Revision& revision = graph.contains(subject) ? graph.at(subject) : unknown;
    if (const auto failure =
            run_batch(connection, {finish_sql(RunIdentity::create(), {revision, "stamp"}, change)}))
        throw Error(failure->error);
}

}  // namespace migrate
