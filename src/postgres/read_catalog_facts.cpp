#include "src/postgres/read_catalog_facts.hpp"

#include "src/postgres/index_catalog.hpp"
#include "src/postgres/queries/catalog_sql.hpp"
#include "src/postgres/queries/index_sql.hpp"
#include "src/postgres/query.hpp"

#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace migrate {

namespace {

using Json = nlohmann::json;
using std::chrono::seconds;

std::optional<seconds> seconds_of(const Json& number) {
    if (number.is_null()) return std::nullopt;
    return seconds(number.get<std::int64_t>());
}

TableIndex table_index(const Json& json) {
    TableIndex index{catalog_index(json)};
    index.oid = json.at("oid");
    index.table_oid = json.at("table_oid");
    index.columns = json.at("columns");
    index.storage = json.at("storage");
    index.exclusion = json.at("exclusion");
    index.immediate = json.at("immediate");
    index.owned_by_constraint = json.at("owned_by_constraint");
    index.referenced = json.at("referenced");
    index.replica_identity = json.at("replica_identity");
    index.clustered = json.at("clustered");
    index.partitioned = json.at("partitioned");
    index.attached_to = json.at("attached_to");
    index.since_last_scan = seconds_of(json.at("since_last_scan"));
    if (!index.builder && !index.usable() && !json.at("worker").is_null())
        index.builder = ActiveBuild{.pid = json.at("worker")};
    return index;
}

ForeignKey foreign_key(const Json& json) {
    return {.name = json.at("name"),
            .table_oid = json.at("table_oid"),
            .root_schema = json.at("root_schema"),
            .root_table = json.at("root_table"),
            .columns = json.at("columns"),
            .referenced = json.at("referenced"),
            .rows = json.at("rows"),
            .bytes = json.at("bytes"),
            .parent_deletes = json.at("parent_deletes")};
}

CatalogTable catalog_table(const Json& json) {
    CatalogTable table{.schema = json.at("schema"),
                       .name = json.at("name"),
                       .rows = json.at("rows"),
                       .bytes = json.at("bytes"),
                       .columns = {}};
    for (const Json& column : json.at("columns"))
        table.columns.push_back({column.at("name"), column.at("type"), column.at("proven")});
    return table;
}

/// Keys and sizes cannot be read while somebody holds a table for himself.
Json read_document(Connection& connection) try {
    const std::string read =
        fmt::format(fmt::runtime(catalog_sql::read_facts), fmt::arg("index_object", index_object_sql()),
                    fmt::arg("active_build", index_sql::active_build));
    const auto rows =
        execute(connection, fmt::format("{};\n{};\n{};\n{}", index_sql::short_wait, index_sql::no_compilation,
                                        index_sql::empty_search_path, read));
    return Json::parse(rows[0]["facts"].c_str());
} catch (const Error& error) {
    if (error.sql().sqlstate != "55P03") throw;
    Error locked(error.code(), "a table is locked: another session holds or awaits ACCESS EXCLUSIVE on it",
                 "Look at pg_locks, then run it again.");
    locked.because(error.sql());
    throw Error(locked);
}

void add_ages(Connection& connection, std::vector<TableIndex>& indexes) {
    std::map<std::pair<std::string, std::string>, seconds> ages;
    for (const auto& row : query(connection, catalog_sql::read_ages))
        ages[{row["schema_name"].c_str(), row["index_name"].c_str()}] =
            seconds(row["age"].as<std::int64_t>());
    for (TableIndex& index : indexes) {
        const auto found = ages.find({index.schema, index.name});
        if (found != ages.end()) index.age = found->second;
    }
}

}  // namespace

CatalogFacts read_catalog_facts(Connection& connection) {
    const Json document = read_document(connection);
    CatalogFacts facts{.counted_for = seconds(document.at("counted_for").get<std::int64_t>()),
                       .standbys = document.at("standbys"),
                       .is_standby = document.at("is_standby"),
                       .server_version = document.at("server_version"),
                       .prepared_transactions = document.at("prepared_transactions")};
    for (const Json& index : document.at("indexes")) {
        const bool dropped_meanwhile = index.at("definition").is_null();
        if (!dropped_meanwhile) facts.indexes.push_back(table_index(index));
    }
    for (const Json& key : document.at("foreign_keys")) facts.foreign_keys.push_back(foreign_key(key));
    for (const Json& table : document.at("tables")) facts.tables.push_back(catalog_table(table));
    if (document.at("may_read_journal").get<bool>()) add_ages(connection, facts.indexes);
    return facts;
}

}  // namespace migrate
