#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace migrate {

/// What a variable holds.
enum class SettingKind { connections, count, seconds, milliseconds, level, flag };
std::string_view name_of(SettingKind kind);
std::optional<SettingKind> setting_kind_named(std::string_view name);

/// A value of its kind: times in milliseconds, levels as Python's logging numbers them (INFO 20, WARNING 30),
/// flags as 0 and 1. Below 0 stands where SQLAlchemy gives that a meaning: no overflow limit, never recycled.
struct SettingValue {
    SettingKind kind = SettingKind::count;
    std::int64_t number = 0;
    bool has_unit = false;  ///< "3s" where the variable says seconds anyway

    bool operator==(const SettingValue& other) const { return kind == other.kind && number == other.number; }
};

/// "25", "25_000", "3", "3s", "500 ms", "WARNING" in any case, "true". A bare number is in the kind's unit.
/// Empty for what is not of the kind.
std::optional<SettingValue> parse_setting(SettingKind kind, std::string_view text);

/// "25 connections", "900 s", "WARNING", "on"; `unit` goes before the kind's own.
std::string text_of(const SettingValue& value, std::string_view unit = {});
/// As it is written into a variable: "25", "900", "WARNING".
std::string bare_text_of(const SettingValue& value);
/// What a variable of the kind holds: "number of seconds".
std::string_view value_words(SettingKind kind);

}  // namespace migrate
