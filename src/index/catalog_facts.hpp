#pragma once

#include "src/index/catalog_index.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

using Oid = std::uint32_t;

/// An index of somebody's table, with all that tells whether it can be done without. Size and scans of a
/// partitioned one are those of its parts.
struct TableIndex : CatalogIndex {
    Oid oid = 0;
    Oid table_oid = 0;
    std::vector<std::string> columns;  ///< names of keys, then of included columns; "" for an expression
    std::vector<std::string> storage;  ///< storage parameters, sorted: "fillfactor=70"
    bool exclusion = false;
    bool immediate = true;             ///< false: of a deferrable constraint
    bool owned_by_constraint = false;  ///< of a primary key, a unique or an exclusion constraint
    bool referenced = false;           ///< a foreign key refers to its key
    bool replica_identity = false;
    bool clustered = false;    ///< CLUSTER goes by it
    bool partitioned = false;  ///< the index of a partitioned table, which holds nothing itself
    Oid attached_to = 0;       ///< the partitioned index that it is a part of; 0 = none
    std::optional<std::chrono::seconds>
        since_last_scan;                      ///< PostgreSQL 16 and later; none: never, or not known
    std::optional<std::chrono::seconds> age;  ///< where our journal says when it was built

    /// Whether somebody relies on this very index, whatever others can do.
    bool is_bound() const {
        return owned_by_constraint || exclusion || referenced || replica_identity || clustered ||
               attached_to != 0;
    }
};

/// A foreign key of a table that holds rows itself; of a partitioned table, each partition's.
struct ForeignKey {
    std::string name;
    Oid table_oid = 0;
    std::string root_schema;  ///< of the table it is declared on
    std::string root_table;
    std::vector<std::string> columns;
    std::string referenced;           ///< schema.table, quoted where needed
    double rows = -1;                 ///< of the referencing table, estimated; negative: not known
    std::int64_t bytes = 0;           ///< of the referencing table
    std::int64_t parent_deletes = 0;  ///< rows deleted from the referenced table since counting began
};

struct CatalogColumn {
    std::string name;
    std::string type;  ///< as format_type() prints it: "character varying(20)"
    /// Of NULLs: a validated check of this column alone says that there are none.
    bool proven_not_null = false;
};

/// A table or materialized view.
struct CatalogTable {
    std::string schema;
    std::string name;
    double rows = -1;        ///< estimated; negative: not known
    std::int64_t bytes = 0;  ///< of the rows; of a partitioned one, of all its parts
    std::vector<CatalogColumn> columns;
};

/// What the catalog of one database says about tables, indexes and foreign keys, beyond the declared indexes. Without
/// system schemas, our own, temporary tables, and tables of extensions.
struct CatalogFacts {
    std::vector<TableIndex> indexes;  ///< by schema, table and name
    std::vector<ForeignKey> foreign_keys;
    std::vector<CatalogTable> tables;
    /// How long the counters have been counting: since the newest of what sets them to nothing.
    std::chrono::seconds counted_for{0};
    int standbys = 0;         ///< connected: what they scan is not counted here
    bool is_standby = false;  ///< this server is one
    int server_version = 0;   ///< e.g. 150018
    bool prepared_transactions = false;
};

}  // namespace migrate
