#pragma once

#include "cli/render/text/style.hpp"
#include "src/report/flush_result.hpp"

#include <string>

namespace migrate {

/// Part by part: what was removed, who acknowledged, and what was left out with the reason.
std::string render_flush_text(const FlushResult& result, const Style& style);

}  // namespace migrate
