#include "src/postgres/disk_room.hpp"

#include "src/postgres/queries/risk_sql.hpp"
#include "src/postgres/query.hpp"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/statvfs.h>

namespace migrate {

namespace {

/// The same path on another machine, or in another container, says nothing. Our own backend, seen in the
/// process table under the pid that the server gave it, is proof enough that the server is here.
bool is_on_this_machine(const Connection& connection) {
    const std::string host = connection.host();
    const bool near = host.empty() || host.front() == '/' || host.front() == '@' || host == "localhost" ||
                      host == "::1" || host.starts_with("127.");
    if (!near) return false;
    std::string name;
    std::getline(std::ifstream(fmt::format("/proc/{}/comm", connection.backend_pid())), name);
    return name == "postgres" || name == "postmaster";
}

std::optional<std::int64_t> read_free_bytes(const std::string& path) {
    struct statvfs disk {};
    if (path.empty() || ::statvfs(path.c_str(), &disk) != 0) return std::nullopt;
    return static_cast<std::int64_t>(disk.f_bavail) * static_cast<std::int64_t>(disk.f_frsize);
}

std::string columns_json(const IndexSpec& spec) {
    auto columns = nlohmann::json::array();
    for (const IndexKey& key : spec.keys) {
        if (!key.column.empty()) columns.push_back(key.column);
    }
    for (const std::string& column : spec.include) columns.push_back(column);
    return columns.dump();
}

}  // namespace

std::optional<DiskRoom> read_disk_room(const IndexWork& work) {
    const IndexSpec& spec = work.spec();
    const auto expressions = std::ranges::count_if(spec.keys, &std::string::empty, &IndexKey::column);
    const auto rows = query(work.context.connection, risk_sql::read_room, work.table.oid, columns_json(spec),
                            static_cast<int>(expressions), spec.tablespace);
    if (rows.empty() || rows[0]["rows"].is_null()) return std::nullopt;
    const auto size = estimate_size(
        spec, {.rows = rows[0]["rows"].as<double>(), .key_bytes = rows[0]["key_bytes"].as<double>()});
    if (!size) return std::nullopt;
    DiskRoom room{.size = *size, .tablespace = rows[0]["tablespace"].c_str()};
    if (is_on_this_machine(work.context.connection))
        room.free_bytes = read_free_bytes(rows[0]["path"].c_str());
    return room;
}

}  // namespace migrate
