#include "cli/duration_option.hpp"

#include "src/base/error.hpp"
#include "src/base/quantity.hpp"

#include <fmt/format.h>

namespace migrate {

std::chrono::milliseconds duration_option(std::string_view option, const std::string& text) {
    if (const auto duration = parse_duration(text)) return *duration;
    throw Error(ExitCode::usage, fmt::format("{} {} is no time", option, text),
                "Write it as 500ms, 30s or 2min.");
}

}  // namespace migrate
