#include "checks/catalog/checks.hpp"

namespace migrate {

std::vector<Check> catalog_checks() {
    return {};
}

}  // namespace migrate
