#pragma once

#include "cli/command_line.hpp"

namespace migrate {

CLI::App* add_check(CLI::App& app, Command& chosen);

}  // namespace migrate
