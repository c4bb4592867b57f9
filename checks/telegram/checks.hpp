#pragma once

#include "checks/check.hpp"

#include <vector>

namespace migrate {

extern const Check telegram_polling_replicas;
extern const Check telegram_pool_timeout;
extern const Check telegram_pool_vs_updates;

/// The bot's side towards Telegram.
std::vector<Check> telegram_checks();

}  // namespace migrate
