#include "src/revision/utf8.hpp"

#include <algorithm>
#include <array>

namespace migrate {
namespace {

/// A row of table 3-7 of the Unicode standard, "well-formed UTF-8 byte sequences": no overlong forms, no
/// surrogates, nothing above U+10FFFF. Bytes after the second are 80 to BF.
struct Form {
    unsigned char first_low, first_high, second_low, second_high;
    std::size_t length;
};
constexpr auto forms = std::to_array<Form>({
    {0xc2, 0xdf, 0x80, 0xbf, 2},
    {0xe0, 0xe0, 0xa0, 0xbf, 3},
    {0xe1, 0xec, 0x80, 0xbf, 3},
    {0xed, 0xed, 0x80, 0x9f, 3},
    {0xee, 0xef, 0x80, 0xbf, 3},
    {0xf0, 0xf0, 0x90, 0xbf, 4},
    {0xf1, 0xf3, 0x80, 0xbf, 4},
    {0xf4, 0xf4, 0x80, 0x8f, 4},
});

bool has_form(std::string_view text, const Form& form) {
    const auto in_range = [&](std::size_t i, unsigned char low, unsigned char high) {
        const auto byte = static_cast<unsigned char>(text[i]);
        return low <= byte && byte <= high;
    };
    if (text.size() < form.length || !in_range(0, form.first_low, form.first_high)) return false;
    if (!in_range(1, form.second_low, form.second_high)) return false;
    for (std::size_t i = 2; i < form.length; ++i) {
        if (!in_range(i, 0x80, 0xbf)) return false;
    }
    return true;
}

}  // namespace

std::size_t sequence_length(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80) return first == 0 ? 0 : 1;
    const auto form = std::ranges::find_if(forms, [&](const Form& one) { return has_form(text, one); });
    return form == forms.end() ? 0 : form->length;
}

std::size_t find_bad_byte(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence_length(text.substr(at));
        if (length == 0) return at;
        at += length;
    }
    return std::string_view::npos;
}

std::string printable(std::string_view text) {
    constexpr std::size_t most_bytes = 64;
    const bool valid = find_bad_byte(text) == std::string_view::npos;
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = valid ? sequence_length(text.substr(at)) : 1;
        if (shown.size() + length > most_bytes) return shown + "...";
        const auto code = static_cast<unsigned char>(text[at]);
        const bool plain = code >= ' ' && code != 0x7f && (valid || code < 0x80);
        shown += plain ? text.substr(at, length) : "?";
        at += length;
    }
    return shown;
}

}  // namespace migrate
