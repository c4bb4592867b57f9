#pragma once

#include "src/index/catalog_facts.hpp"

namespace migrate {

class Connection;

/// In one round trip, and one more where our journal knows when indexes were built. Takes ACCESS SHARE for a
/// moment; error 55P03 after two seconds when another session holds or awaits ACCESS EXCLUSIVE on a table.
CatalogFacts read_catalog_facts(Connection& connection);

}  // namespace migrate
