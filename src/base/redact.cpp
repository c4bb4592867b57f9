#include "src/base/redact.hpp"

#include <algorithm>

namespace migrate {

namespace {

constexpr std::string_view white_space = " \t\n\v\f\r";
constexpr auto none = std::string_view::npos;

/// Where a password lies in a text; begin = none: nowhere.
struct Span {
    std::size_t begin = none;
    std::size_t end = none;
};

/// As libpq reads a URL, whose user part begins at `begin`: '/' ends it, and no other sign does. The last '@'
/// is the one before the host, since people do not always encode those in passwords.
Span find_in_authority(std::string_view text, std::size_t begin) {
    std::string_view authority = text.substr(begin);
    authority = authority.substr(0, std::min(authority.find('/'), authority.find_first_of(white_space)));
    const auto at = authority.rfind('@');
    const auto colon = authority.find_first_of(":@");
    if (at == none || authority[colon] == '@') return {};
    return {begin + colon + 1, begin + at};
}

Span find_in_url(std::string_view text, std::size_t from) {
    constexpr std::string_view sign = "://";
    for (auto at = text.find(sign, from); at != none; at = text.find(sign, at + sign.size())) {
        if (const Span found = find_in_authority(text, at + sign.size()); found.begin != none) return found;
    }
    return {};
}

/// The end of a value of a URL parameter or a libpq key word, quoted or bare.
std::size_t end_of_value(std::string_view text, std::size_t begin) {
    if (text[begin] != '\'')
        return std::min({text.find('&', begin), text.find_first_of(white_space, begin), text.size()});
    for (auto at = begin + 1; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '\'')
            return at + 1;
    }
    return text.size();
}

std::size_t find_ignoring_case(std::string_view text, std::string_view lower_word, std::size_t from) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    const auto found =
        std::search(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), lower_word.begin(),
                    lower_word.end(), [&](char c, char wanted) { return lower(c) == wanted; });
    return found == text.end() ? none : static_cast<std::size_t>(found - text.begin());
}

/// The end of a string of SQL, in which a quote is written twice.
std::size_t end_of_literal(std::string_view text, std::size_t begin) {
    auto end = end_of_value(text, begin);
    while (end < text.size() && text[end] == '\'') end = end_of_value(text, end);
    return end;
}

/// Where the value of the word that ends at `end` lies: password=…, or the PASSWORD '…' of SQL.
Span find_value(std::string_view text, std::size_t end) {
    const auto next = text.find_first_not_of(white_space, end);
    if (next == none) return {};
    if (text[next] == '\'' && next > end) return {next, end_of_literal(text, next)};
    if (text[next] != '=') return {};
    const auto begin = text.find_first_not_of(white_space, next + 1);
    if (begin == none || text[begin] == '&') return {};
    return {begin, end_of_value(text, begin)};
}

Span find_in_parameter(std::string_view text, std::size_t from) {
    constexpr std::string_view word = "password";  // and sslpassword
    for (auto at = find_ignoring_case(text, word, from); at != none;
         at = find_ignoring_case(text, word, at + 1)) {
        if (const Span found = find_value(text, at + word.size()); found.begin != none) return found;
    }
    return {};
}

std::string masked(std::string_view text, Span (*find)(std::string_view, std::size_t)) {
    std::string result;
    std::size_t copied = 0;
    for (Span found = find(text, 0); found.begin != none; found = find(text, copied)) {
        result.append(text.substr(copied, found.begin - copied)).append("***");
        copied = found.end;
    }
    return result.append(text.substr(copied));
}

}  // namespace

std::string redact(std::string_view text) {
    return masked(masked(text, find_in_url), find_in_parameter);
}

}  // namespace migrate
