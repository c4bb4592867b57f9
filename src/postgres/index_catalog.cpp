#include "src/postgres/index_catalog.hpp"

#include "src/base/sql_text.hpp"
#include "src/postgres/queries/index_sql.hpp"
#include "src/postgres/query.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace migrate {

namespace {

using Json = nlohmann::json;

std::string declared_literal(const std::vector<IndexSpec>& specs) {
    Json declared = Json::array();
    for (const IndexSpec& spec : specs)
        declared.push_back({{"schema", spec.schema}, {"table", spec.table}, {"name", spec.name}});
    return quote_literal(declared.dump());
}

DeclaredPlace declared_place(const Json& place) {
    return {.schema = place.at("schema").is_null() ? "" : place.at("schema"),
            .table_exists = place.at("table_exists"),
            .partitioned = place.at("partitioned"),
            .foreign_partition = place.at("foreign_partition"),
            .may_read = place.at("may_read"),
            .may_create = place.at("may_create"),
            .bytes = place.at("bytes"),
            .occupant = place.at("occupant")};
}

std::optional<ActiveBuild> active_build(const Json& builder) {
    if (builder.is_null()) return std::nullopt;
    return ActiveBuild{
        .pid = builder.at("pid"), .phase = builder.at("phase"), .done_ratio = builder.at("done_ratio")};
}

std::string catalog_sql(const std::vector<IndexSpec>& specs) {
    const std::string resolve =
        fmt::format(fmt::runtime(index_sql::resolve_declared), fmt::arg("declared", declared_literal(specs)));
    const std::string read =
        fmt::format(fmt::runtime(index_sql::read_catalog), fmt::arg("index_object", index_object_sql()),
                    fmt::arg("active_build", index_sql::active_build));
    return fmt::format("{};\n{};\n{};\n{};\n{}", resolve, index_sql::short_wait, index_sql::no_compilation,
                       index_sql::empty_search_path, read);
}

pqxx::result run_catalog_query(Connection& connection, const std::vector<IndexSpec>& specs) {
    try {
        return execute(connection, catalog_sql(specs));
    } catch (const Error& error) {
        if (error.sql().sqlstate != "55P03") throw;
        Error locked(
            error.code(), "cannot read the declared indexes: one of their tables is locked",
            "Another session holds or awaits ACCESS EXCLUSIVE on it: look at pg_locks, then run it again.");
        locked.because(error.sql());
        throw Error(locked);
    }
}

}  // namespace

CanonicalKey canonical_key(const nlohmann::json& key) {
    return {.method = key.at("method"),
            .keys = key.at("keys"),
            .include = key.at("include"),
            .predicate = key.at("predicate"),
            .unique = key.at("unique"),
            .nulls_not_distinct = key.at("nulls_not_distinct")};
}

std::string index_object_sql() {
    return fmt::format(fmt::runtime(index_sql::index_object),
                       fmt::arg("canonical_key", index_sql::canonical_key));
}

CatalogIndex catalog_index(const nlohmann::json& index) {
    return {.schema = index.at("schema"),
            .name = index.at("name"),
            .table = index.at("table"),
            .key = canonical_key(index.at("key")),
            .definition = index.at("definition"),
            .valid = index.at("valid"),
            .ready = index.at("ready"),
            .live = index.at("live"),
            .backs_constraint = index.at("backs_constraint"),
            .comment = index.at("comment"),
            .size_bytes = index.at("bytes"),
            .scans = index.at("scans"),
            .builder = active_build(index.at("builder"))};
}

IndexCatalog read_index_catalog(Connection& connection, const std::vector<IndexSpec>& specs) {
    const auto document = Json::parse(run_catalog_query(connection, specs)[0]["catalog"].c_str());
    IndexCatalog catalog{.may_write = document.at("may_write"),
                         .may_use_temp = document.at("may_use_temp"),
                         .has_journal = document.at("has_journal")};
    for (const Json& place : document.at("declared")) catalog.places.push_back(declared_place(place));
    for (const Json& index : document.at("indexes")) {
        const bool dropped_meanwhile = index.at("definition").is_null();
        if (!dropped_meanwhile) catalog.indexes.push_back(catalog_index(index));
    }
    return catalog;
}

}  // namespace migrate
