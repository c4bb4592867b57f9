#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate flush`; parsing it sets `chosen`.
CLI::App* add_flush(CLI::App& app, Command& chosen);

}  // namespace migrate
