#include "checks/drift/checks.hpp"

namespace migrate {

std::vector<Check> drift_checks() {
    return {drift_missing, drift_different, drift_unexpected, drift_stale_ignore};
}

}  // namespace migrate
