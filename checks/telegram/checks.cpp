#include "checks/telegram/checks.hpp"

namespace migrate {

std::vector<Check> telegram_checks() {
    return {telegram_pool_vs_updates, telegram_pool_timeout, telegram_polling_replicas};
}

}  // namespace migrate
