#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate sandbox`; parsing it sets `chosen`.
CLI::App* add_sandbox(CLI::App& app, Command& chosen);

}  // namespace migrate
