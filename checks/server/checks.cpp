#include "checks/server/checks.hpp"

namespace migrate {

std::vector<Check> server_checks() {
    return {server_read_only, server_standby, server_pending_restart,
            server_auto_conf, server_memory,  server_backend_memory};
}

}  // namespace migrate
