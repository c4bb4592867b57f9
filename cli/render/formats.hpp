#pragma once

#include "cli/render/format.hpp"

#include <string_view>
#include <vector>

namespace migrate {

/// The table of formats; the first is the default.
const std::vector<OutputFormat>& output_formats();
/// Null for a name that is none.
const OutputFormat* find_format(std::string_view name);

}  // namespace migrate
