#pragma once

#include <string_view>

namespace migrate {

/// The version in CMakeLists.txt; stands in the journal beside everything this program did.
inline constexpr std::string_view version_text = MIGRATE_VERSION;

}  // namespace migrate
