#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace migrate {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

/// Columns that a text takes on a terminal: code points, not bytes; colour sequences take none.
std::size_t display_width(std::string_view text);

/// With blanks up to `width` columns.
std::string padded(std::string_view text, std::size_t width);

/// Aligned columns two blanks apart, without trailing blanks, each line after `indent`. A header that starts
/// with '>' aligns its column to the right. Columns that are empty in every row are left out.
std::string render_table(const Row& header, const Rows& rows, std::string_view indent = "");

}  // namespace migrate
