#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate completion`; parsing it sets `chosen`.
CLI::App* add_completion(CLI::App& app, Command& chosen);

}  // namespace migrate
