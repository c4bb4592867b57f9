#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate new`; parsing it sets `chosen`.
CLI::App* add_new(CLI::App& app, Command& chosen);

}  // namespace migrate
