#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace migrate {

/// The time that an option names. Errors: ExitCode::usage, with examples.
std::chrono::milliseconds duration_option(std::string_view option, const std::string& text);

}  // namespace migrate
