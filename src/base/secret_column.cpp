#include "src/base/secret_column.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::array<std::string_view, 13> secret_words{
    "token",      "secret",    "passw",       "passphrase", "pwd",        "api_key", "apikey",
    "access_key", "accesskey", "private_key", "privatekey", "credential", "cookie"};

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

bool holds_secret_word(std::string_view lower_text) {
    return std::any_of(secret_words.begin(), secret_words.end(), [&](std::string_view word) {
        return lower_text.find(word) != std::string_view::npos;
    });
}

/// What a row is found by rather than what it hides.
bool is_plain_fact(std::string_view column) {
    return column == "id" || column.ends_with("_id") || column.ends_with("_at");
}

/// How the server goes on after the values of a key.
constexpr std::array<std::string_view, 4> tails{
    " is duplicated.", " already exists.", " is not present in table", " is still referenced from table"};

std::string_view tail_of(std::string_view detail) {
    for (const std::string_view tail : tails) {
        if (const auto at = detail.rfind(tail); at != std::string_view::npos) return detail.substr(at);
    }
    return {};
}

}  // namespace

bool looks_secret(std::string_view column_or_expression, std::string_view table) {
    const std::string text = lower(column_or_expression);
    if (text == "key" || holds_secret_word(text)) return true;
    return holds_secret_word(lower(table)) && !is_plain_fact(text);
}

std::string mask_key_values(std::string_view detail, std::string_view table) {
    constexpr std::string_view opening = "Key (";
    constexpr std::string_view joint = ")=(";
    const auto begin = detail.find(opening);
    const auto end = detail.find(joint);
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin + opening.size())
        return std::string(detail);
    std::string_view left = detail.substr(begin + opening.size(), end - begin - opening.size());
    while (!left.empty()) {
        const auto comma = std::min(left.find(", "), left.size());
        if (looks_secret(left.substr(0, comma), table))
            return fmt::format("{}(***){}", detail.substr(0, end + 2), tail_of(detail.substr(end)));
        left.remove_prefix(std::min(comma + 2, left.size()));
    }
    return std::string(detail);
}

}  // namespace migrate
