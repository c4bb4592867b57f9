#pragma once

#include "src/index/partition_index.hpp"
#include "src/postgres/builder_session.hpp"

#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// An index on a partitioned table, and how its parts are told and made.
struct PartitionedIndex {
    ResolvedTable table;
    std::string name;        ///< what it bears now, in the table's schema
    std::string final_name;  ///< what its parts are named after
    std::string token;       ///< in the work names of its parts
    std::string comment;     ///< for parts that are made; "" for none

    std::string qualified() const;
};

/// A partition at any depth, or the table itself at level 0, and its part of the index.
struct Partition {
    ResolvedTable table;
    std::string parent;  ///< oid; "" at level 0
    int level = 0;
    bool partitioned = false;  ///< has partitions itself, perhaps none yet
    double pages = 1;
    std::string parent_index;  ///< SQL: the qualified name of the parent's part; "" where it has none
    std::optional<IndexPart> part;
};

/// The table first, then its partitions by level and name.
std::vector<Partition> read_partitions(Connection& connection, const PartitionedIndex& index);
/// One of them; nothing where it is no partition any more.
std::optional<Partition> read_partition(Connection& connection, const PartitionedIndex& index,
                                        const std::string& oid);
/// One of them, and after it those right below.
std::vector<Partition> read_children(Connection& connection, const PartitionedIndex& index,
                                     const std::string& oid);

/// A part of ours that is attached to nothing.
struct LoosePart {
    ResolvedTable table;
    std::string name;
    bool partitioned = false;
};
/// Those of partitioned partitions last.
std::vector<LoosePart> read_loose_parts(Connection& connection, const std::string& table_oid,
                                        const std::string& token);

/// What CREATE INDEX needs to make another part, and what it has to come to. Empty where there is no such
/// index.
struct PartDefinition {
    std::string sql;         ///< as pg_get_indexdef() prints the whole, with qualified names
    std::string tablespace;  ///< "" for the default one
    std::string key;         ///< CanonicalKey::text()
};
PartDefinition read_part_definition(Connection& connection, const PartitionedIndex& index);

}  // namespace migrate
