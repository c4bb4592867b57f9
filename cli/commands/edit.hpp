#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate edit`; parsing it sets `chosen`.
CLI::App* add_edit(CLI::App& app, Command& chosen);

}  // namespace migrate
