#pragma once

#include <nlohmann/json.hpp>

namespace migrate {

/// Takes the passwords out of every text in it.
void redact_strings(nlohmann::ordered_json& json);

}  // namespace migrate
