#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

extern const Check pooler_clients;
extern const Check pooler_double_pool;
extern const Check pooler_prepared_statements;
extern const Check pooler_servers;
extern const Check pooler_stale_setting;

/// What a pooler in front of the database changes.
std::vector<Check> pooler_checks();

}  // namespace migrate
