#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

extern const Check server_auto_conf;
extern const Check server_backend_memory;
extern const Check server_memory;
extern const Check server_pending_restart;
extern const Check server_read_only;
extern const Check server_standby;

/// The server's own state and settings.
std::vector<Check> server_checks();

}  // namespace migrate
