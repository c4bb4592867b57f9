#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace migrate {

/// Text that stands for itself: names of tables and people's words neither become markup nor end the cell
/// that they stand in. On one line, without passwords.
std::string markdown_words(std::string_view text);

/// "| a | b |" with its end of line.
std::string markdown_row(const std::vector<std::string>& cells);

/// A header and the rule below it; a name that starts with '>' aligns its column to the right.
std::string markdown_header(const std::vector<std::string>& names);

}  // namespace migrate
