#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate history`; parsing it sets `chosen`.
CLI::App* add_history(CLI::App& app, Command& chosen);

}  // namespace migrate
