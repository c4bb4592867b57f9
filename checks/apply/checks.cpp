#include "checks/apply/checks.hpp"

namespace migrate {

std::vector<Check> apply_checks() {
    return {apply_required_file};
}

}  // namespace migrate
