#pragma once

#include "src/workload/measurement.hpp"

#include <string>

namespace migrate {

/// GitHub's Markdown: a heading of the fourth level and a table for each part, to stand in a larger report.
std::string render_measurement_markdown(const Measurement& measurement);
std::string render_comparison_markdown(const Measurement& before, const Measurement& after);

}  // namespace migrate
