#include "cli/render/progress/harmless_text.hpp"

#include "src/base/redact.hpp"
#include "src/revision/utf8.hpp"

#include <algorithm>
#include <array>

namespace migrate {

namespace {

constexpr char32_t no_sign = 0xfffd;

struct Range {
    char32_t first;
    char32_t last;
};

// Marks and overrides of the direction of writing, and the two separators that end a line.
constexpr auto turning =
    std::to_array<Range>({{0x61c, 0x61c}, {0x200e, 0x200f}, {0x2028, 0x202e}, {0x2066, 0x2069}});

// Blocks whose signs are two columns wide, by Unicode's East Asian Width.
constexpr auto wide = std::to_array<Range>({{0x1100, 0x115f},
                                            {0x2e80, 0x303e},
                                            {0x3041, 0xa4cf},
                                            {0xac00, 0xd7a3},
                                            {0xf900, 0xfaff},
                                            {0xfe30, 0xfe6f},
                                            {0xff00, 0xff60},
                                            {0xffe0, 0xffe6},
                                            {0x1f300, 0x1f64f},
                                            {0x1f680, 0x1f6ff},
                                            {0x1f900, 0x1faff},
                                            {0x20000, 0x3fffd}});

template <std::size_t size>
bool is_in(const std::array<Range, size>& ranges, char32_t code) {
    return std::ranges::any_of(ranges,
                               [&](const Range& one) { return one.first <= code && code <= one.last; });
}

struct Sign {
    std::string_view bytes;
    char32_t code = no_sign;
};

char32_t decode(std::string_view bytes) {
    const auto first = static_cast<unsigned char>(bytes.front());
    if (bytes.size() == 1) return first;
    char32_t code = first & (0x7fU >> bytes.size());
    for (const char byte : bytes.substr(1)) code = code << 6U | (static_cast<unsigned char>(byte) & 0x3fU);
    return code;
}

/// The first sign of a text that is not empty; a byte that is no UTF-8 is one of its own.
Sign first_sign(std::string_view text) {
    const std::size_t length = sequence_length(text);
    if (length == 0) return {text.substr(0, 1)};
    return {text.substr(0, length), decode(text.substr(0, length))};
}

std::string_view harmless_form(const Sign& sign) {
    if (sign.code >= '\t' && sign.code <= '\r') return " ";
    const bool is_control = sign.code < ' ' || (sign.code >= 0x7f && sign.code < 0xa0);
    return is_control || sign.code == no_sign || is_in(turning, sign.code) ? "?" : sign.bytes;
}

std::size_t width_of(const Sign& sign) {
    return is_in(wide, sign.code) ? 2 : 1;
}

}  // namespace

std::string harmless(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const Sign sign = first_sign(text);
        result += harmless_form(sign);
        text.remove_prefix(sign.bytes.size());
    }
    return result;
}

std::string shown(std::string_view text) {
    return harmless(redact(text));
}

std::size_t columns_of(std::string_view text) {
    std::size_t columns = 0;
    while (!text.empty()) {
        const Sign sign = first_sign(text);
        columns += width_of(sign);
        text.remove_prefix(sign.bytes.size());
    }
    return columns;
}

std::string cut_to(std::string_view text, std::size_t columns) {
    if (columns_of(text) <= columns) return std::string(text);
    if (columns == 0) return "";
    std::string result;
    std::size_t used = 1;
    while (true) {
        const Sign sign = first_sign(text);
        used += width_of(sign);
        if (used > columns) return result + "…";
        result += sign.bytes;
        text.remove_prefix(sign.bytes.size());
    }
}

}  // namespace migrate
