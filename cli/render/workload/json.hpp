#pragma once

#include "src/workload/measurement.hpp"

#include <nlohmann/json.hpp>

namespace migrate {

/// The names are a contract: other programs read them. What was not measured has "measured": false and a
/// reason in place of numbers. Values of parameters are left out: they are people's data.
nlohmann::ordered_json measurement_json(const Measurement& measurement);
/// {"before": …, "after": …, "comparison": {"queries": …, "actions": …}}
nlohmann::ordered_json comparison_json(const Measurement& before, const Measurement& after);

}  // namespace migrate
