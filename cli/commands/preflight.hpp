#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate preflight`; parsing it sets `chosen`.
CLI::App* add_preflight(CLI::App& app, Command& chosen);

}  // namespace migrate
