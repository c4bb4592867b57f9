#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

extern const Check pool_app_is_superuser;
extern const Check pool_bigger_than_useful;
extern const Check pool_concurrency;
extern const Check pool_database_limit;
extern const Check pool_fits_deploy;
extern const Check pool_fits_server;
extern const Check pool_headroom;
extern const Check pool_no_reserve;
extern const Check pool_open_files;
extern const Check pool_other_users;
extern const Check pool_overflow_heavy;
extern const Check pool_role_limit;
extern const Check pool_unlimited;
extern const Check pool_wait_budget;

/// Whether the bot's connection pools fit the server, the role and the updates.
std::vector<Check> pool_checks();

}  // namespace migrate
