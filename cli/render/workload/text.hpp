#pragma once

#include "cli/render/text/style.hpp"
#include "src/workload/measurement.hpp"

#include <string>

namespace migrate {

/// Tables for a terminal.
std::string render_measurement_text(const Measurement& measurement, const Style& style);
std::string render_comparison_text(const Measurement& before, const Measurement& after, const Style& style);

}  // namespace migrate
