#include "cli/render/model/document_text.hpp"

#include "src/base/redact.hpp"
#include "src/revision/utf8.hpp"

#include <algorithm>

namespace migrate {

namespace {

constexpr std::string_view unknown_sign = "\xef\xbf\xbd";  // U+FFFD

bool is_control(std::string_view sign) {
    const auto first = static_cast<unsigned char>(sign.front());
    if (sign.size() == 1) return (first < ' ' && first != '\t' && first != '\n') || first == 0x7f;
    return first == 0xc2 && static_cast<unsigned char>(sign[1]) < 0xa0;
}

/// U+FFFE and U+FFFF are UTF-8, but no characters: https://www.w3.org/TR/xml/#charsets
bool is_no_character(std::string_view sign) {
    return sign == "\xef\xbf\xbe" || sign == "\xef\xbf\xbf";
}

/// "\r\n" and a "\r" alone become "\n".
std::string with_plain_ends(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool pair = text.substr(at, 2) == "\r\n";
        if (!pair) result += text[at] == '\r' ? '\n' : text[at];
    }
    return result;
}

}  // namespace

std::string document_text(std::string_view text) {
    const std::string source = with_plain_ends(redact(text));
    std::string_view rest = source;
    std::string result;
    while (!rest.empty()) {
        const std::size_t length = sequence_length(rest);
        const std::string_view sign = rest.substr(0, std::max<std::size_t>(length, 1));
        rest.remove_prefix(sign.size());
        if (is_control(sign) || is_no_character(sign)) continue;
        result += length == 0 ? unknown_sign : sign;
    }
    return result;
}

std::string document_line(std::string_view text) {
    std::string line = document_text(text);
    std::ranges::replace_if(
        line, [](char sign) { return sign == '\n' || sign == '\t'; }, ' ');
    return line;
}

std::string replaced(std::string_view text, std::string_view (*replacement_of)(char)) {
    std::string result;
    for (const char sign : text) {
        const std::string_view replacement = replacement_of(sign);
        result += replacement.empty() ? std::string_view(&sign, 1) : replacement;
    }
    return result;
}

}  // namespace migrate
