#include "src/postgres/read_blockers.hpp"

#include "src/postgres/queries/blocker_sql.hpp"
#include "src/postgres/queries/lock_sql.hpp"
#include "src/postgres/query.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

std::string blocker_query(std::string_view sql) {
    return fmt::format(fmt::runtime(sql), fmt::arg("blocker", blocker_sql::blocker_columns),
                       fmt::arg("table_class", lock_sql::table_class));
}

Blocker blocker_of(const pqxx::row& row) {
    return {.pid = row["pid"].as<int>(),
            .prepared = row["gid"].c_str(),
            .user = row["usename"].c_str(),
            .application = row["application"].c_str(),
            .state = row["state"].c_str(),
            .age = std::chrono::milliseconds(row["age_ms"].as<std::int64_t>()),
            .query = row["query"].c_str()};
}

}  // namespace

WaitedFor read_blockers(Connection& connection, int pid) {
    static const std::string sql = blocker_query(blocker_sql::read_blockers);
    WaitedFor waited;
    for (const auto& row : query(connection, sql, pid)) {
        waited.only_autovacuum =
            row["is_autovacuum"].as<bool>() && (waited.blockers.empty() || waited.only_autovacuum);
        waited.blockers.push_back(blocker_of(row));
    }
    return waited;
}

std::vector<Blocker> read_queue(Connection& connection, int pid, const std::string& table_oid) {
    static const std::string sql = blocker_query(blocker_sql::read_queue);
    std::vector<Blocker> queued;
    for (const auto& row : query(connection, sql, pid, table_oid)) queued.push_back(blocker_of(row));
    return queued;
}

std::vector<TableBlocker> read_table_blockers(Connection& connection, const TableWait& wait) {
    static const std::string sql = blocker_query(blocker_sql::read_table_blockers);
    std::vector<TableBlocker> blockers;
    for (const auto& row : query(connection, sql, wait.table_oid, wait.readers, wait.snapshots, wait.young))
        blockers.push_back({.blocker = blocker_of(row), .locker = row["locker"].c_str()});
    return blockers;
}

}  // namespace migrate
