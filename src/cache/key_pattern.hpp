#pragma once

#include <string>
#include <string_view>

namespace migrate {

/// The pattern for SCAN MATCH of all keys that begin with `prefix`, in which * ? [ ] \ mean themselves.
/// The rules are those of stringmatchlen in Redis' util.c.
std::string key_pattern(std::string_view prefix);

}  // namespace migrate
