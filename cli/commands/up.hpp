#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate up`; parsing it sets `chosen`.
CLI::App* add_up(CLI::App& app, Command& chosen);

}  // namespace migrate
