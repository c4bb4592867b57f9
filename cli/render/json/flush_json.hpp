#pragma once

#include "src/report/flush_result.hpp"

#include <nlohmann/json.hpp>

namespace migrate {

/// What `migrate flush --format json` prints.
nlohmann::ordered_json flush_json(const FlushResult& result);

}  // namespace migrate
