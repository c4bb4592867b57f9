#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate apply`; parsing it sets `chosen`.
CLI::App* add_apply(CLI::App& app, Command& chosen);

}  // namespace migrate
