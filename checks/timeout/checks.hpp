#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

extern const Check timeout_connect_hosts;
extern const Check timeout_connect_min;
extern const Check timeout_handler_budget;
extern const Check timeout_http_order;
extern const Check timeout_idle_session_lock;
extern const Check timeout_idle_transaction_order;
extern const Check timeout_idle_transaction_zero;
extern const Check timeout_lock_order;
extern const Check timeout_query_wait;
extern const Check timeout_statement_zero;
extern const Check timeout_transaction_timeout;
extern const Check timeout_unit;

/// Whether timeouts are set, and in an order that makes sense.
std::vector<Check> timeout_checks();

}  // namespace migrate
