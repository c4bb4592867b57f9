#include "src/postgres/partition_tree.hpp"

#include "src/base/sql_text.hpp"
#include "src/index/catalog_index.hpp"
#include "src/index/work_name.hpp"
#include "src/postgres/index_catalog.hpp"
#include "src/postgres/queries/index_sql.hpp"
#include "src/postgres/queries/partition_sql.hpp"
#include "src/postgres/query.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace migrate {

namespace {

ResolvedTable resolved_table(const pqxx::row& row) {
    return {.oid = row["oid"].c_str(), .schema = row["schema"].c_str(), .name = row["name"].c_str()};
}

std::string key_text(const pqxx::row& row) {
    return canonical_key(nlohmann::json::parse(row["key"].c_str())).text();
}

std::optional<IndexPart> index_part(const pqxx::row& row, const std::string& token) {
    const std::string name = row["index_name"].c_str();
    if (name.empty()) return std::nullopt;
    return IndexPart{.name = name,
                     .key = key_text(row),
                     .usable = row["usable"].as<bool>(),
                     .attached = row["attached"].as<bool>(),
                     .work_named = name.starts_with(work_name_start(token)),
                     .builder_pid = row["builder"].as<int>()};
}

Partition partition(const pqxx::row& row, const std::string& token) {
    return {.table = resolved_table(row),
            .parent = row["parent"].c_str(),
            .level = row["level"].as<int>(),
            .partitioned = row["partitioned"].as<bool>(),
            .pages = row["pages"].as<double>(),
            .parent_index = row["parent_index"].c_str(),
            .part = index_part(row, token)};
}

/// In one message, and so in one transaction, with the setting.
pqxx::result read_qualified(Connection& connection, const std::string& sql) {
    return execute(connection, fmt::format("{};\n{}", index_sql::empty_search_path, sql));
}

std::vector<Partition> read_tree(Connection& connection, const PartitionedIndex& index,
                                 const std::string& only) {
    const std::string sql =
        fmt::format(fmt::runtime(partition_sql::read_tree), fmt::arg("table", index.table.oid),
                    fmt::arg("index", quote_literal(index.qualified())),
                    fmt::arg("prefix", quote_literal(work_name_start(index.token))),
                    fmt::arg("canonical_key", index_sql::canonical_key), fmt::arg("only", only));
    std::vector<Partition> partitions;
    for (const auto& row : read_qualified(connection, sql)) partitions.push_back(partition(row, index.token));
    return partitions;
}

}  // namespace

std::string PartitionedIndex::qualified() const {
    return quote_qualified(table.schema, name);
}

std::vector<Partition> read_partitions(Connection& connection, const PartitionedIndex& index) {
    return read_tree(connection, index, "true");
}

std::optional<Partition> read_partition(Connection& connection, const PartitionedIndex& index,
                                        const std::string& oid) {
    auto found = read_tree(connection, index, fmt::format("part.relid = {}", oid));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<Partition> read_children(Connection& connection, const PartitionedIndex& index,
                                     const std::string& oid) {
    return read_tree(connection, index, fmt::format("{} IN (part.relid, part.parent)", oid));
}

std::vector<LoosePart> read_loose_parts(Connection& connection, const std::string& table_oid,
                                        const std::string& token) {
    const std::string sql =
        fmt::format(fmt::runtime(partition_sql::read_loose_parts), fmt::arg("table", table_oid),
                    fmt::arg("prefix", quote_literal(work_name_start(token))));
    std::vector<LoosePart> parts;
    for (const auto& row : execute(connection, sql))
        parts.push_back({.table = resolved_table(row),
                         .name = row["index_name"].c_str(),
                         .partitioned = row["partitioned"].as<bool>()});
    return parts;
}

PartDefinition read_part_definition(Connection& connection, const PartitionedIndex& index) {
    const auto rows =
        read_qualified(connection, fmt::format(fmt::runtime(partition_sql::read_definition),
                                               fmt::arg("index", quote_literal(index.qualified())),
                                               fmt::arg("canonical_key", index_sql::canonical_key)));
    if (rows.empty()) return {};
    return {.sql = rows[0]["definition"].c_str(),
            .tablespace = rows[0]["tablespace"].c_str(),
            .key = key_text(rows[0])};
}

}  // namespace migrate
