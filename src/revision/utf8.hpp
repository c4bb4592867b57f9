#pragma once

#include <string>
#include <string_view>

namespace migrate {

/// The length of the sequence at the beginning of a text that is not empty, or 0 when that is no UTF-8 text.
std::size_t sequence_length(std::string_view text);

/// The offset of the first byte that is no UTF-8 text (a NUL is none either), or npos.
std::size_t find_bad_byte(std::string_view text);

/// The text as it may stand in a message: on one line, valid, and not long.
std::string printable(std::string_view text);

}  // namespace migrate
