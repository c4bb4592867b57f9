#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate down`; parsing it sets `chosen`.
CLI::App* add_down(CLI::App& app, Command& chosen);

}  // namespace migrate
