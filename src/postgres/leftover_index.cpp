#include "src/postgres/leftover_index.hpp"

#include "src/base/sql_text.hpp"
#include "src/postgres/query.hpp"
#include "src/revision/sql_facts.hpp"

#include <chrono>
#include <thread>

#include <fmt/format.h>

namespace migrate {

namespace {

/// The index of that name on that table, and whether a backend is still at it: a concurrent build holds
/// ShareUpdateExclusiveLock on the table from beginning to end, in its waits too.
constexpr std::string_view find_leftover = R"(
SELECT n.nspname AS schema, NOT i.indisvalid AND EXISTS (
           SELECT FROM pg_catalog.pg_locks l
           WHERE l.relation = i.indrelid AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted AND l.pid <> pg_catalog.pg_backend_pid()
             AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())) AS building
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE i.indrelid = pg_catalog.to_regclass($1) AND c.relname = $2)";

pqxx::result read_leftover(Connection& connection, const ConcurrentBuild& build) {
    return query(connection, find_leftover, quote_qualified(build.schema, build.table), build.index);
}

}  // namespace

bool is_name_free(Connection& connection, const Statement& statement) {
    const auto build = find_concurrent_build(statement.text);
    return build && read_leftover(connection, *build).empty();
}

void run_leftover_removal(Connection& connection, const Statement& statement) {
    const auto build = find_concurrent_build(statement.text);
    while (build) {
        const auto rows = read_leftover(connection, *build);
        if (rows.empty()) return;
        if (!rows[0]["building"].as<bool>()) {
            execute(connection, fmt::format("DROP INDEX CONCURRENTLY {}",
                                            quote_qualified(rows[0]["schema"].c_str(), build->index)));
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
}

}  // namespace migrate
