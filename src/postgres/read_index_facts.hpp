#pragma once

#include "src/index/index_state.hpp"

#include <vector>

namespace migrate {

class Connection;

/// Facts about declared indexes, in the order given: one round trip for the catalog, one for our records
/// where there are any, and two for the definitions as the server reads them (normalise_index.hpp), which are
/// left out for declarations that the records know already. Changes nothing, leaves nothing behind; takes
/// ACCESS SHARE on the tables for a moment. Not to be called in a transaction.
///
/// Where no copy of a table can be made (standby, read-only session, no right to) `wanted` comes from the
/// record, or stays empty. Errors: as of normalise_indexes().
std::vector<IndexFacts> read_index_facts(Connection& connection, const std::vector<IndexSpec>& specs);

}  // namespace migrate
