#include "checks/log/checks.hpp"

namespace migrate {

std::vector<Check> log_checks() {
    return {log_token_leak, log_level_name};
}

}  // namespace migrate
