#pragma once

#include "src/index/catalog_index.hpp"
#include "src/index/index_spec.hpp"

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace migrate {

class Connection;

/// What the catalog says about the place of a declared index.
struct DeclaredPlace {
    std::string schema;  ///< of the table; while it is missing: where it would be made
    bool table_exists = false;
    bool partitioned = false;
    std::string foreign_partition;  ///< a partition that is a foreign table; or ""
    bool may_read = false;          ///< this role may copy the table's columns
    bool may_create = false;        ///< this role may create in the table's schema
    std::int64_t bytes = 0;         ///< of the table, with its partitions
    std::string occupant;  ///< what bears the index' name when it is no index: "table", "view", …; or ""
};

struct IndexCatalog {
    bool may_write = false;     ///< neither a standby nor a read-only session
    bool may_use_temp = false;  ///< this role may make temporary tables
    bool has_journal = false;
    std::vector<DeclaredPlace> places;  ///< in the order of the specs
    std::vector<CatalogIndex>
        indexes;  ///< all of the tables, and those that bear a declared name; by schema and name
};

/// In one round trip, with ACCESS SHARE on the tables for a moment. Error 55P03 after two seconds when
/// another session holds ACCESS EXCLUSIVE.
IndexCatalog read_index_catalog(Connection& connection, const std::vector<IndexSpec>& specs);

/// A key as the queries of index_sql.hpp print it.
CanonicalKey canonical_key(const nlohmann::json& key);

/// The jsonb of an index in a query (index_sql::index_object), and what becomes of it.
std::string index_object_sql();
CatalogIndex catalog_index(const nlohmann::json& index);

}  // namespace migrate
