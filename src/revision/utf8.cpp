#include "src/revision/utf8.hpp"

namespace migrate {
namespace {

/// The length of the UTF-8 sequence at the beginning of `text`, or 0: no overlong forms, no surrogates,
/// nothing above U+10FFFF.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto continues = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            if ((byte(i) & 0xc0U) != 0x80U) return false;
        }
        return true;
    };
    const unsigned first = byte(0);
    const unsigned second = byte(1);
    if (first != 0 && first < 0x80) return 1;
    if (first >= 0xc2 && first <= 0xdf) return continues(1, 2) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        const bool allowed = !(first == 0xe0 && second < 0xa0) && !(first == 0xed && second > 0x9f);
        return allowed && continues(1, 3) ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        const bool allowed = !(first == 0xf0 && second < 0x90) && !(first == 0xf4 && second > 0x8f);
        return allowed && continues(1, 4) ? 4 : 0;
    }
    return 0;
}

}  // namespace

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
