#pragma once

#include <string>
#include <string_view>

namespace migrate {

/// The offset of the first byte that is no UTF-8 text (a NUL is none either), or npos.
std::size_t find_bad_byte(std::string_view text);

/// The text as it may stand in a message: on one line, valid, and not long.
std::string printable(std::string_view text);

}  // namespace migrate
