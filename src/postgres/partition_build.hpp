#pragma once

#include "src/postgres/index_work.hpp"
#include "src/postgres/partition_tree.hpp"

namespace migrate {

/// Brings the part of one partition that has no partitions itself where it shall be: built CONCURRENTLY in a
/// session of its own, proved, of the definition of the whole, attached, named. Looks, does one thing and
/// looks again, so that whatever a killed run left is a start like any other. `work.table` is the partition.
/// Throws Error; what failed is not left behind where the server can still be reached.
void run_partition_build(const IndexWork& work, const PartitionedIndex& index,
                         const PartDefinition& definition);

/// ATTACH, the final name and the comment, in one short transaction.
void run_attach(const IndexWork& work, const PartitionedIndex& index, const Partition& partition);

}  // namespace migrate
