#include "checks/timeout/checks.hpp"

namespace migrate {

std::vector<Check> timeout_checks() {
    return {timeout_statement_zero,
            timeout_unit,
            timeout_connect_min,
            timeout_connect_hosts,
            timeout_handler_budget,
            timeout_idle_transaction_zero,
            timeout_idle_transaction_order,
            timeout_http_order,
            timeout_lock_order,
            timeout_idle_session_lock,
            timeout_transaction_timeout,
            timeout_query_wait};
}

}  // namespace migrate
