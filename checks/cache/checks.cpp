#include "checks/cache/checks.hpp"

namespace migrate {

std::vector<Check> cache_checks() {
    return {cache_order, cache_zero, cache_migration};
}

}  // namespace migrate
