#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate ensure-version`; parsing it sets `chosen`.
CLI::App* add_ensure_version(CLI::App& app, Command& chosen);

}  // namespace migrate
