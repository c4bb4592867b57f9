#pragma once

#include "cli/render/format.hpp"

namespace migrate {

/// For programs: one document, whose names are a contract.
extern const OutputFormat json_format;

}  // namespace migrate
