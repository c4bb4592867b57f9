#pragma once

#include "cli/command_line.hpp"

namespace migrate {

/// Adds `migrate explain`; parsing it sets `chosen`.
CLI::App* add_explain(CLI::App& app, Command& chosen);

}  // namespace migrate
