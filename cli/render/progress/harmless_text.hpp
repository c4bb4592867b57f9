#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace migrate {

/// The text on one line and without anything a terminal would obey: white space becomes a blank; other
/// control characters, signs that turn the direction of writing, and bytes that are no UTF-8 become "?".
std::string harmless(std::string_view text);

/// What came from a server or an operator, as it may be printed: without passwords, and harmless.
std::string shown(std::string_view text);

/// Columns that harmless text takes on a terminal; Chinese, Japanese and Korean signs take two.
std::size_t columns_of(std::string_view text);

/// The text in at most `columns` columns, with "…" where something was cut off.
std::string cut_to(std::string_view text, std::size_t columns);

}  // namespace migrate
