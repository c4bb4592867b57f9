#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate stamp`; parsing it sets `chosen`.
CLI::App* add_stamp(CLI::App& app, Command& chosen);

}  // namespace migrate
