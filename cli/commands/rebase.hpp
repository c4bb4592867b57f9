#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate rebase`; parsing it sets `chosen`.
CLI::App* add_rebase(CLI::App& app, Command& chosen);

}  // namespace migrate
