#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

extern const Check round_trip_down_fails;
extern const Check round_trip_irreversible;
extern const Check round_trip_not_repeatable;
extern const Check round_trip_not_undone;
extern const Check round_trip_rows;
extern const Check round_trip_seed;
extern const Check round_trip_up_fails;

/// Every revision up, down and up again in a private server.
std::vector<Check> round_trip_checks();

}  // namespace migrate
