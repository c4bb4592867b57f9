#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

extern const Check network_client_check;
extern const Check network_keepalive;
extern const Check network_server_side;
extern const Check network_user_timeout;

/// Keep-alives and timeouts of the way between bot and server.
std::vector<Check> network_checks();

}  // namespace migrate
