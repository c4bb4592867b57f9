#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate show`; parsing it sets `chosen`.
CLI::App* add_show(CLI::App& app, Command& chosen);

}  // namespace migrate
