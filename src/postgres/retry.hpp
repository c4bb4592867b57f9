#pragma once

#include "src/base/error.hpp"
#include "src/postgres/step_context.hpp"

#include <functional>
#include <optional>
#include <string>

namespace migrate {

/// Runs `attempt` until it returns nothing, an error that trying again cannot mend, or RunOptions::attempts
/// are used up; returns the last error. Between tries it pauses, longer each time and with jitter, so that
/// the traffic that held the lock flows: 50 ms doubling to 5 s.
std::optional<Error> run_with_retries(const StepContext& context, const std::string& what,
                                      const std::function<std::optional<Error>()>& attempt);

/// The pause before the try after number `tries`; ends early when the run is interrupted.
void pause_before_retry(const StepContext& context, int tries);

/// Whether a concurrent build or drop that failed so can succeed when tried again: what is_worth_retrying()
/// says, a cancelled statement (57014), a lost line.
bool may_try_again(const Error& error);

}  // namespace migrate
