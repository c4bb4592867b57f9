#pragma once

#include "cli/render/model/apply_report.hpp"
#include "cli/render/text/style.hpp"

#include <string>

namespace migrate {

/// For people: what each step did, then the steps in a table, then one sentence.
std::string render_apply_text(const ApplyReport& report, const Style& style);

}  // namespace migrate
