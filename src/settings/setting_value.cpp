#include "src/settings/setting_value.hpp"

#include "src/base/quantity.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::array<std::string_view, 6> kind_names{"connections",  "count", "seconds",
                                                     "milliseconds", "level", "flag"};

struct NamedNumber {
    std::string_view name;
    std::int64_t number;
};

// https://docs.python.org/3/library/logging.html#logging-levels; the first name of a number is the one shown.
constexpr std::array<NamedNumber, 8> levels{{{"CRITICAL", 50},
                                             {"FATAL", 50},
                                             {"ERROR", 40},
                                             {"WARNING", 30},
                                             {"WARN", 30},
                                             {"INFO", 20},
                                             {"DEBUG", 10},
                                             {"NOTSET", 0}}};
constexpr std::array<NamedNumber, 8> flags{
    {{"ON", 1}, {"OFF", 0}, {"TRUE", 1}, {"FALSE", 0}, {"YES", 1}, {"NO", 0}, {"1", 1}, {"0", 0}}};

std::string upper(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return result;
}

template <std::size_t n>
std::optional<SettingValue> find_named(SettingKind kind, std::string_view text,
                                       const std::array<NamedNumber, n>& names) {
    const auto* const found = std::ranges::find(names, upper(text), &NamedNumber::name);
    if (found == names.end()) return std::nullopt;
    return SettingValue{kind, found->number};
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// As Python's int() and float() read it: a sign, and _ between digits.
std::optional<double> parse_bare(std::string_view text) {
    std::string digits(text.starts_with('+') ? text.substr(1) : text);
    if (digits.starts_with('_') || digits.ends_with('_')) return std::nullopt;
    std::erase(digits, '_');
    double number = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = failure == std::errc{} && end == digits.data() + digits.size();
    if (!whole || std::fabs(number) > 1e12) return std::nullopt;  // "inf" and "nan" compare so, too
    return std::isnan(number) ? std::nullopt : std::optional(number);
}

std::optional<SettingValue> parse_count(SettingKind kind, std::string_view text) {
    const auto number = parse_bare(text);
    if (!number || *number != std::floor(*number)) return std::nullopt;
    return SettingValue{kind, std::llround(*number)};
}

std::optional<SettingValue> parse_time(SettingKind kind, std::string_view text) {
    if (const auto number = parse_bare(text))
        return SettingValue{kind, std::llround(kind == SettingKind::seconds ? *number * 1000 : *number)};
    const auto duration = parse_duration(text);
    if (!duration) return std::nullopt;
    return SettingValue{kind, duration->count(), true};
}

std::string shown(const SettingValue& value, double factor, std::string_view unit) {
    const std::string number = fmt::format("{:.6g}", static_cast<double>(value.number) / factor);
    return unit.empty() ? number : fmt::format("{} {}", number, unit);
}

template <std::size_t n>
std::string name_of_number(std::int64_t number, const std::array<NamedNumber, n>& names) {
    const auto* const found = std::ranges::find(names, number, &NamedNumber::number);
    return found == names.end() ? std::to_string(number) : std::string(found->name);
}

}  // namespace

std::string_view name_of(SettingKind kind) {
    return kind_names.at(static_cast<std::size_t>(kind));
}

std::optional<SettingKind> setting_kind_named(std::string_view name) {
    const auto* const found = std::ranges::find(kind_names, name);
    if (found == kind_names.end()) return std::nullopt;
    return static_cast<SettingKind>(found - kind_names.begin());
}

std::optional<SettingValue> parse_setting(SettingKind kind, std::string_view text) {
    text = trimmed(text);
    switch (kind) {
        case SettingKind::connections:
        case SettingKind::count:
            return parse_count(kind, text);
        case SettingKind::seconds:
        case SettingKind::milliseconds:
            return parse_time(kind, text);
        case SettingKind::level:
            return find_named(kind, text, levels);
        case SettingKind::flag:
            return find_named(kind, text, flags);
    }
    return std::nullopt;
}

std::string bare_text_of(const SettingValue& value) {
    const std::string text = text_of(value);
    return text.substr(0, text.find(' '));
}

std::string_view value_words(SettingKind kind) {
    constexpr std::array<std::string_view, 6> words{"whole number",      "whole number",
                                                    "number of seconds", "number of milliseconds",
                                                    "level of logging",  "true or false"};
    return words.at(static_cast<std::size_t>(kind));
}

std::string text_of(const SettingValue& value, std::string_view unit) {
    switch (value.kind) {
        case SettingKind::connections:
            return shown(value, 1, unit.empty() ? "connections" : unit);
        case SettingKind::count:
            return shown(value, 1, unit);
        case SettingKind::seconds:
            return shown(value, 1000, "s");
        case SettingKind::milliseconds:
            return shown(value, 1, "ms");
        case SettingKind::level:
            return name_of_number(value.number, levels);
        case SettingKind::flag:
            return value.number == 0 ? "off" : "on";
    }
    return "";
}

}  // namespace migrate
