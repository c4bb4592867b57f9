#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate manifest`; parsing it sets `chosen`.
CLI::App* add_manifest(CLI::App& app, Command& chosen);

}  // namespace migrate
