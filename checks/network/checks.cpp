#include "checks/network/checks.hpp"

namespace migrate {

std::vector<Check> network_checks() {
    return {network_keepalive, network_user_timeout, network_server_side, network_client_check};
}

}  // namespace migrate
