#pragma once

#include "cli/context.hpp"
#include "src/workload/workload.hpp"

#include <optional>

namespace migrate {

/// The workload that migrate.toml names, else the usual file; empty where that is not there.
/// Errors: those of read_workload_file().
std::optional<Workload> read_workload(CommandContext& context);

}  // namespace migrate
