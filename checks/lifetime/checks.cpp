#include "checks/lifetime/checks.hpp"

namespace migrate {

std::vector<Check> lifetime_checks() {
    return {lifetime_pre_ping_off, lifetime_recycle_vs_nat, lifetime_recycle_vs_idle_session,
            lifetime_recycle_tiny, lifetime_client_idle,    lifetime_neon_zero};
}

}  // namespace migrate
