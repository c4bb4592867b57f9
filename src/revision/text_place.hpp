#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace migrate {

/// Where a byte of a text stands, for people: lines and characters from 1.
struct TextPlace {
    int line = 1;
    int column = 1;
};

/// The column alone. Characters are those of UTF-8.
inline int column_at(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const std::size_t newline = before.rfind('\n');
    const std::string_view line = newline == std::string_view::npos ? before : before.substr(newline + 1);
    const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; };
    return 1 + static_cast<int>(std::ranges::count_if(line, begins_character));
}

/// The place of a byte of a part of a text, when the part begins at `start`.
inline TextPlace place_in(std::string_view part, std::size_t offset, TextPlace start) {
    const std::string_view before = part.substr(0, offset);
    const auto newlines = static_cast<int>(std::ranges::count(before, '\n'));
    const int column = column_at(part, offset);
    return {start.line + newlines, newlines > 0 ? column : start.column + column - 1};
}

}  // namespace migrate
