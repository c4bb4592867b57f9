#pragma once

#include "cli/context.hpp"
#include "src/postgres/write_access.hpp"

#include <optional>

namespace migrate {

/// For --dry-run, after the plan: says on stderr that the run itself would be refused, and why. The exit code
/// of the command.
ExitCode show_obstacle(const CommandContext& context, const std::optional<Obstacle>& obstacle);

}  // namespace migrate
