#include "src/revision/selector_parts.hpp"

#include <charconv>
#include <system_error>

namespace migrate {
namespace {

std::optional<int> read_steps(std::string_view text) {
    int steps = 0;
    const char* first = text.data() + (text.front() == '+' ? 1 : 0);
    const char* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(first, last, steps);
    const bool two_signs = text.size() > 1 && (text[1] == '-' || text[1] == '+');
    if (error != std::errc{} || end != last || two_signs) return std::nullopt;
    return steps;
}

}  // namespace

std::optional<SelectorParts> split_selector(std::string_view selector) {
    SelectorParts parts;
    if (const std::size_t at = selector.find('@'); at != std::string_view::npos) {
        parts.branch = selector.substr(0, at);
        selector.remove_prefix(at + 1);
        if (parts.branch->empty()) return std::nullopt;
    }
    const std::size_t sign = selector.find_first_of("+-");
    parts.symbol = selector.substr(0, sign);
    if (sign != std::string_view::npos) {
        parts.steps = read_steps(selector.substr(sign));
        if (!parts.steps) return std::nullopt;
    }
    const bool names_nothing = parts.symbol.empty() && !parts.steps;
    if (names_nothing || parts.symbol.find_first_of("@:") != std::string_view::npos) return std::nullopt;
    return parts;
}

}  // namespace migrate
