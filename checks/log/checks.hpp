#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

extern const Check log_level_name;
extern const Check log_token_leak;

/// What the bot logs.
std::vector<Check> log_checks();

}  // namespace migrate
