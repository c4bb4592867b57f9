#pragma once

#include "src/revision/revision.hpp"

#include <string>
#include <vector>

namespace migrate {

class Connection;

/// What data the statements of a down part would destroy, counted now: "table users (50 000 rows)", "column
/// users.credits (1 200 values)". Statements whose guard says that they would not run are left out, and so
/// are empty tables and columns.
std::vector<std::string> read_losses(Connection& connection, const Revision& revision);

}  // namespace migrate
