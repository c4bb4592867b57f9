#pragma once

namespace migrate {

/// What the catalog of one database says, beyond the declared indexes.
struct CatalogFacts {};

}  // namespace migrate
