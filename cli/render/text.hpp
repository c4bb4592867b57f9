#pragma once

#include "cli/render/format.hpp"

namespace migrate {

/// For people: aligned, calm, one screen.
extern const OutputFormat text_format;

}  // namespace migrate
