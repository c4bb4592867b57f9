#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate current`; parsing it sets `chosen`.
CLI::App* add_current(CLI::App& app, Command& chosen);

}  // namespace migrate
