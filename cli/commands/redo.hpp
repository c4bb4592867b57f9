#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate redo`; parsing it sets `chosen`.
CLI::App* add_redo(CLI::App& app, Command& chosen);

}  // namespace migrate
