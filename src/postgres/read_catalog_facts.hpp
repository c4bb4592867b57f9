#pragma once

#include "src/index/catalog_facts.hpp"

namespace migrate {

class Connection;

/// In one round trip, and one more where our journal knows when indexes were built. Takes no lock but ACCESS
/// SHARE on indexes for a moment. Error 55P03 after two seconds when another session took ACCESS EXCLUSIVE in
/// that moment.
CatalogFacts read_catalog_facts(Connection& connection);

}  // namespace migrate
