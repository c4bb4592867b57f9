#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate heads`; parsing it sets `chosen`.
CLI::App* add_heads(CLI::App& app, Command& chosen);

}  // namespace migrate
