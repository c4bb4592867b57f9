#include "checks/pooler/checks.hpp"

namespace migrate {

std::vector<Check> pooler_checks() {
    return {pooler_clients, pooler_servers, pooler_double_pool, pooler_prepared_statements,
            pooler_stale_setting};
}

}  // namespace migrate
