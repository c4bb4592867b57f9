#pragma once

#include "cli/render/model/apply_report.hpp"

#include <string>

namespace migrate {

/// One document: the steps, and under `up`, `check`, `flush` and `workload` what those commands print
/// themselves.
std::string render_apply_json(const ApplyReport& report);

}  // namespace migrate
