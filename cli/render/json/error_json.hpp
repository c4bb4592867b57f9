#pragma once

#include "src/base/error.hpp"

#include <nlohmann/json.hpp>

namespace migrate {

/// The names are a contract, as those of the documents that it stands in.
nlohmann::ordered_json error_json(const Error& error);

}  // namespace migrate
