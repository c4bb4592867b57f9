#include "checks/pool/checks.hpp"

namespace migrate {

std::vector<Check> pool_checks() {
    return {pool_fits_server,        pool_fits_deploy,    pool_other_users,      pool_role_limit,
            pool_database_limit,     pool_headroom,       pool_app_is_superuser, pool_no_reserve,
            pool_unlimited,          pool_overflow_heavy, pool_concurrency,      pool_wait_budget,
            pool_bigger_than_useful, pool_open_files};
}

}  // namespace migrate
