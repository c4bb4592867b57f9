#include "src/base/quantity.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace migrate {

namespace {

struct Unit {
    std::string_view name;
    double factor;
};

constexpr std::array<Unit, 7> duration_units{{{"ms", 1},
                                              {"", 1'000},
                                              {"s", 1'000},
                                              {"min", 60'000},
                                              {"m", 60'000},
                                              {"h", 3'600'000},
                                              {"d", 86'400'000}}};
constexpr std::array<Unit, 6> size_units{
    {{"", 1}, {"B", 1}, {"kB", 0x1p10}, {"MB", 0x1p20}, {"GB", 0x1p30}, {"TB", 0x1p40}}};

/// Beyond this a number is a typing error, and its sum with a clock overflows.
constexpr double largest = 1e15;

template <std::size_t n>
std::optional<double> parse_quantity(std::string_view text, const std::array<Unit, n>& units) {
    double number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{} || !(number >= 0)) return std::nullopt;
    std::string_view name = text.substr(static_cast<std::size_t>(end - text.data()));
    while (name.starts_with(' ')) name.remove_prefix(1);
    for (const Unit& unit : units) {
        if (unit.name == name && number * unit.factor <= largest) return std::round(number * unit.factor);
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
    const auto ms = parse_quantity(text, duration_units);
    if (!ms) return std::nullopt;
    return std::chrono::milliseconds(static_cast<std::int64_t>(*ms));
}

std::optional<std::int64_t> parse_size(std::string_view text) {
    const auto bytes = parse_quantity(text, size_units);
    if (!bytes) return std::nullopt;
    return static_cast<std::int64_t>(*bytes);
}

}  // namespace migrate
