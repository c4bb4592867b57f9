#pragma once

#include "tests/fault/round.hpp"

#include <string>
#include <vector>

namespace migrate::fault {

/// One line for a round that went well; for one with violations all that is known of it.
std::string render_round(const Outcome& outcome);
/// How many of each fault, and in which phases they struck.
std::string render_report(const std::vector<Outcome>& outcomes);

}  // namespace migrate::fault
