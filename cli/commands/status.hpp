#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate status`; parsing it sets `chosen`.
CLI::App* add_status(CLI::App& app, Command& chosen);

}  // namespace migrate
