#include "src/revision/sql_comment.hpp"

#include <algorithm>
#include <cctype>

namespace migrate {
namespace {

constexpr std::string_view blanks = " \t\r\f\v";

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

CommentLine read_comment_line(const SqlToken& token) {
    if (!token.is_line_comment()) return {};
    const std::string_view text = trimmed(token.text.substr(2));
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return {};
    const std::string_view word = text.substr(0, colon);
    const auto is_letter = [](unsigned char c) { return std::isalpha(c) != 0 || c == '_' || c == '-'; };
    if (!std::ranges::all_of(word, is_letter)) return {};
    return {lower_case(word), trimmed(text.substr(colon + 1))};
}

}  // namespace migrate
