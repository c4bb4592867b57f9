#pragma once

#include "checks/facts.hpp"
#include "cli/context.hpp"

namespace migrate {

/// Takes every revision up, down and up again in a private server, several at a time, and leaves in the facts
/// what came of it, or why it could not be tried.
void gather_round_trip(CommandContext& context, int jobs, Facts& facts);

}  // namespace migrate
