#pragma once

#include "src/revision/revision.hpp"

#include <string>
#include <string_view>

namespace migrate {

/// A DO block that runs `statement` only where the guard's object is missing.
std::string guarded_sql(const Guard& guard, std::string_view statement);

}  // namespace migrate
