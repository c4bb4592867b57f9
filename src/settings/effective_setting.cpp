#include "src/settings/effective_setting.hpp"

#include "src/base/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace migrate {

namespace {

enum class Quantity { time, size };
struct ServerUnit {
    std::string_view name;
    double factor;
    Quantity quantity;
};

// https://www.postgresql.org/docs/current/config-setting.html#CONFIG-SETTING-NAMES-VALUES
constexpr std::array<ServerUnit, 11> units{{{"us", 1e-3, Quantity::time},
                                            {"ms", 1, Quantity::time},
                                            {"s", 1e3, Quantity::time},
                                            {"min", 60e3, Quantity::time},
                                            {"h", 3600e3, Quantity::time},
                                            {"d", 86400e3, Quantity::time},
                                            {"B", 1, Quantity::size},
                                            {"kB", 0x1p10, Quantity::size},
                                            {"MB", 0x1p20, Quantity::size},
                                            {"GB", 0x1p30, Quantity::size},
                                            {"TB", 0x1p40, Quantity::size}}};

struct NumberAndUnit {
    double number = 1;
    std::string_view unit;
};

std::optional<NumberAndUnit> split(std::string_view text) {
    NumberAndUnit parts;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), parts.number);
    if (failure != std::errc{}) return std::nullopt;
    parts.unit = text.substr(static_cast<std::size_t>(end - text.data()));
    while (parts.unit.starts_with(' ')) parts.unit.remove_prefix(1);
    return parts;
}

const ServerUnit* find_unit(std::string_view name) {
    const auto* const found = std::ranges::find(units, name, &ServerUnit::name);
    return found == units.end() ? nullptr : found;
}

/// A unit of pg_settings can be a multiple: 8kB.
double base_factor(std::string_view unit) {
    const NumberAndUnit parts = split(unit).value_or(NumberAndUnit{.unit = unit});
    const ServerUnit* known = find_unit(parts.unit);
    return parts.number * (known != nullptr ? known->factor : 1);
}

std::optional<std::string> source_of(const StoredSetting& row, std::string_view role,
                                     std::string_view database) {
    const bool for_role = !row.role.empty();
    const bool in_database = !row.database.empty();
    if ((for_role && row.role != role) || (in_database && row.database != database)) return std::nullopt;
    if (for_role && in_database) return fmt::format("role {} in database {}", role, database);
    if (for_role) return fmt::format("role {}", role);
    return in_database ? fmt::format("database {}", database) : "all roles";
}

int strength_of(const StoredSetting& row) {
    return (row.role.empty() ? 0 : 2) + (row.database.empty() ? 0 : 1);
}

bool is_servers_own(std::string_view source) {
    constexpr std::array<std::string_view, 5> own{"default", "configuration file", "command line",
                                                  "environment variable", "override"};
    return std::ranges::find(own, source) != own.end();
}

std::string own_source(const ServerSetting& setting) {
    return setting.file.ends_with("postgresql.auto.conf") ? "postgresql.auto.conf" : setting.source;
}

}  // namespace

std::optional<std::int64_t> EffectiveSetting::number() const {
    const auto parts = split(value);
    if (!parts) return std::nullopt;
    const ServerUnit* own = find_unit(parts->unit);
    if (own == nullptr && !parts->unit.empty()) return std::nullopt;
    return std::llround(parts->number * (own != nullptr ? own->factor : base_factor(unit)));
}

std::string EffectiveSetting::text() const {
    const auto base = number();
    const std::string_view unit_name = split(unit).value_or(NumberAndUnit{.unit = unit}).unit;
    const ServerUnit* known = find_unit(unit_name);
    if (!base || known == nullptr || *base <= 0) return value;
    return known->quantity == Quantity::time ? duration_text(std::chrono::milliseconds(*base))
                                             : bytes_text(*base);
}

std::vector<EffectiveSetting> setting_layers(const ServerFacts& facts, std::string_view name,
                                             std::string_view role, std::string_view database) {
    const ServerSetting* seen = facts.find_setting(name);
    if (seen == nullptr) return {};
    std::vector<EffectiveSetting> layers;
    if (seen->source == "client" && role == facts.role)
        layers.push_back({seen->value, seen->unit, "connection options"});
    if (seen->source == source_not_asked && role == facts.role)
        layers.push_back({seen->value, seen->unit, "as a session of this role gets it"});
    std::vector<StoredSetting> rows = facts.stored;
    std::ranges::stable_sort(rows, std::greater{}, strength_of);
    for (const StoredSetting& row : rows) {
        const auto source = row.name == name ? source_of(row, role, database) : std::nullopt;
        if (source) layers.push_back({row.value, seen->unit, *source});
    }
    if (is_servers_own(seen->source)) layers.push_back({seen->value, seen->unit, own_source(*seen)});
    return layers;
}

std::optional<EffectiveSetting> effective_setting(const ServerFacts& facts, std::string_view name,
                                                  std::string_view role, std::string_view database) {
    const auto layers = setting_layers(facts, name, role, database);
    return layers.empty() ? std::nullopt : std::optional(layers.front());
}

}  // namespace migrate
