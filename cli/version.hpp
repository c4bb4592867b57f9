#pragma once

#include <string_view>

namespace migrate {

/// Set by CMake from the project's version.
inline constexpr std::string_view version = MIGRATE_VERSION;

}  // namespace migrate
