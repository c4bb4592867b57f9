#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

extern const Check lifetime_client_idle;
extern const Check lifetime_neon_zero;
extern const Check lifetime_pre_ping_off;
extern const Check lifetime_recycle_tiny;
extern const Check lifetime_recycle_vs_idle_session;
extern const Check lifetime_recycle_vs_nat;

/// How long connections are kept, against how long they live.
std::vector<Check> lifetime_checks();

}  // namespace migrate
