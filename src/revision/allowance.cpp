#include "src/revision/allowance.hpp"

#include "src/revision/sql_comment.hpp"

#include <algorithm>

namespace migrate {
namespace {

constexpr std::string_view allow_word = "allow";
constexpr std::string_view because_word = "because";
constexpr std::string_view between_words = ", \t\r";

/// Takes the next word from the front of the text.
std::string_view take_allowance_word(std::string_view& text) {
    const std::size_t first = std::min(text.find_first_not_of(between_words), text.size());
    const std::size_t end = std::min(text.find_first_of(between_words, first), text.size());
    const std::string_view word = text.substr(first, end - first);
    text.remove_prefix(end);
    return word;
}

}  // namespace

bool is_allowance(std::string_view text) {
    return lower_case(take_allowance_word(text)) == allow_word;
}

Allowance parse_allowance(std::string_view text) {
    Allowance allowance;
    take_allowance_word(text);
    for (std::string_view word = take_allowance_word(text); !word.empty(); word = take_allowance_word(text)) {
        if (lower_case(word) == because_word) {
            const std::size_t first = std::min(text.find_first_not_of(between_words), text.size());
            allowance.reason = text.substr(first);
            break;
        }
        allowance.checks.emplace_back(word);
    }
    return allowance;
}

}  // namespace migrate
