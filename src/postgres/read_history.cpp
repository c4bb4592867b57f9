#include "src/postgres/read_history.hpp"

#include "src/postgres/queries/history_sql.hpp"
#include "src/postgres/query.hpp"

#include <algorithm>

namespace migrate {

namespace {

constexpr std::string_view undefined_table = "42P01";

JournalEntry entry_of(const pqxx::row& row) {
    return {.revision = RevisionId(row["revision"].c_str()),
            .action = row["action"].c_str(),
            .state = row["state"].c_str(),
            .message = row["message"].c_str(),
            .actor = row["actor"].c_str(),
            .host = row["client_host"].c_str(),
            .version = row["tool_version"].c_str(),
            .started_at = row["started_at"].c_str(),
            .duration_ms = row["duration_ms"].as<std::int64_t>(),
            .checksum = row["checksum"].c_str(),
            .error = row["error"].c_str()};
}

History read_both(Connection& connection) {
    History history{.version_table_exists = true, .journal_exists = true};
    for (const auto& row : query(connection, history_sql::read_all)) {
        if (row["is_head"].as<bool>())
            history.heads.emplace_back(row["revision"].c_str());
        else
            history.entries.push_back(entry_of(row));
    }
    return history;
}

/// A database that Alembic or the models made, or an empty one: at most the version table is there.
History read_without_journal(Connection& connection) {
    const auto found = query(connection, history_sql::find_tables)[0];
    History history{.version_table_exists = found["version_table"].as<bool>(),
                    .journal_exists = found["journal"].as<bool>()};
    if (history.version_table_exists) history.heads = read_heads(connection);
    return history;
}

}  // namespace

History read_history(Connection& connection) {
    try {
        return read_both(connection);
    } catch (const Error& error) {
        const std::string& state = error.sql().sqlstate;
        const bool not_there = state == undefined_table || state == "3F000" ||
                               state == "42501";  // no table, no schema, not allowed to look
        if (!not_there) throw;
        return read_without_journal(connection);
    }
}

std::vector<RevisionId> read_heads(Connection& connection) try {
    std::vector<RevisionId> heads;
    for (const auto& row : query(connection, history_sql::read_heads))
        heads.emplace_back(row["revision"].c_str());
    std::ranges::sort(heads);  // a fresh session answers a third sooner without ORDER BY
    return heads;
} catch (const Error& error) {
    if (error.sql().sqlstate != undefined_table) throw;
    return {};
}

}  // namespace migrate
