#include "cli/render/progress/live_block.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::string_view clear_rest_of_line = "\033[K";
constexpr std::string_view clear_below = "\033[J";

}  // namespace

std::string LiveBlock::draw(const std::vector<std::string>& lines) {
    if (lines.empty()) return erase();
    std::string bytes = "\r";
    for (std::size_t i = 0; i < lines.size(); ++i)
        bytes += fmt::format("{}{}{}", i == 0 ? "" : "\r\n", lines[i], clear_rest_of_line);
    bytes += fmt::format("{}\r", clear_below);
    if (lines.size() > 1) bytes += fmt::format("\033[{}A", lines.size() - 1);
    is_drawn_ = true;
    return bytes;
}

std::string LiveBlock::erase() {
    if (!is_drawn_) return "";
    is_drawn_ = false;
    return fmt::format("\r{}", clear_below);
}

}  // namespace migrate
