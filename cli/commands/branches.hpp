#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate branches`; parsing it sets `chosen`.
CLI::App* add_branches(CLI::App& app, Command& chosen);

}  // namespace migrate
