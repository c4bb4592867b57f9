#pragma once

#include "src/postgres/index_work.hpp"
#include "src/postgres/partition_tree.hpp"

namespace migrate {

/// Begins an index on a partitioned table: in one short transaction its intent, and the index ON ONLY the
/// table under its work name, INVALID until each partition has its part.
void run_partitioned_start(const IndexWork& work, IndexOrigin origin);

/// Whether the index that `up` looks at, ours under its work name or the one under its name, is a partitioned
/// one that lacks parts.
bool lacks_parts(const IndexFacts& facts);

/// Gives every partition its part, one after the other, and goes on where an earlier run ended. Afterwards
/// the catalog says whether the whole is valid.
void run_parts(const IndexWork& work);
void run_parts(const IndexWork& work, const PartitionedIndex& index);

/// Drops what earlier builds of this index left on partitions and came not to attach.
void drop_loose_parts(const IndexWork& work);

/// DROP INDEX of the whole in a short transaction, since it cannot be dropped CONCURRENTLY: it takes
/// ACCESS EXCLUSIVE on every partition. What is loose goes first. One that is not there is no error.
void drop_partitioned(const IndexWork& work, const std::string& index);

}  // namespace migrate
