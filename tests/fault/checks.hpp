#pragma once

#include "tests/fault/databases.hpp"
#include "tests/fault/session.hpp"
#include "tests/fault/writers.hpp"

#include <string>
#include <vector>

namespace migrate::fault {

/// What is wrong, one sentence or block of text each.
using Violations = std::vector<std::string>;

/// The indexes of the application, one a line: definition, and comment without the token's value.
std::string read_indexes(Session& session);
/// Declared index and origin, one a line.
std::string read_origins(Session& session);

/// What is not as an undisturbed `up` leaves it. The writers have stopped.
Violations find_violations_after_up(Session& session, const Reference& reference, const Writers& writers);
/// What is not as it was before `up`.
Violations find_violations_after_down(Session& session, const Reference& reference);
/// Index entries that do not agree with their table: every row is looked up. Adds an extension to the
/// database.
Violations find_corruption(Session& session);

}  // namespace migrate::fault
