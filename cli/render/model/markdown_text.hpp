#pragma once

#include <string>
#include <string_view>

namespace migrate {

/// One line for GitHub's Markdown: names of tables and people's texts become no markup, nor end the cell that
/// they stand in.
std::string markdown_words(std::string_view text);

}  // namespace migrate
