#pragma once

#include "src/index/index_state.hpp"

#include <vector>

namespace migrate {

class Connection;

/// Facts about declared indexes, in the order given: one round trip for the catalog, one for the definitions
/// as the server normalises them (each index on an empty clone of its table, in a transaction that is rolled
/// back: takes ACCESS SHARE on the tables and leaves nothing behind). A declared index that the server
/// refuses (unknown column, operator class, …) throws Error with its SQLSTATE and the spec's name. Where no
/// clone can be made (standby, read-only session) `wanted` comes from the journal, or stays empty.
std::vector<IndexFacts> read_index_facts(Connection& connection, const std::vector<IndexSpec>& specs);

}  // namespace migrate
