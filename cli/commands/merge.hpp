#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate merge`; parsing it sets `chosen`.
CLI::App* add_merge(CLI::App& app, Command& chosen);

}  // namespace migrate
