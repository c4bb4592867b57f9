#pragma once

#include "src/index/catalog_facts.hpp"

#include <chrono>
#include <set>
#include <vector>

namespace migrate {

/// The indexes that nothing has scanned for `limit` (0: ever since counting began), as far as this server's
/// counters tell, and that serve nothing else: no constraint, replica identity or partitioned index; not the
/// only support of a foreign key; not needless beside another index, which is told elsewhere; neither small
/// nor younger than that. A unique index works without a scan being counted
/// (https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ALL-INDEXES-VIEW).
std::vector<const TableIndex*> find_unused_indexes(const CatalogFacts& facts, const std::set<Oid>& declared,
                                                   std::chrono::milliseconds limit);

}  // namespace migrate
