#include "src/base/words.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/format.h>

namespace migrate {

namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, substituted});
        }
    }
    return row.back();
}

/// 3.4 stays, 3.0 loses its decimal.
std::string one_decimal(double value) {
    const std::string text = fmt::format("{:.1f}", value);
    return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

}  // namespace

std::string count_of(std::size_t n, std::string_view one, std::string_view many) {
    if (n == 1) return fmt::format("1 {}", one);
    return many.empty() ? fmt::format("{} {}s", n, one) : fmt::format("{} {}", n, many);
}

std::string list_of(const std::vector<std::string>& items, std::string_view last_joint) {
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) text += i + 1 == items.size() ? fmt::format(" {} ", last_joint) : ", ";
        text += items[i];
    }
    return text;
}

std::string bytes_text(std::int64_t bytes) {
    constexpr std::array<std::string_view, 5> units{"bytes", "kB", "MB", "GB", "TB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1024 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    return fmt::format("{} {}", one_decimal(value), units[unit]);
}

std::string duration_text(std::chrono::milliseconds duration) {
    const auto ms = duration.count();
    if (ms < 1000) return fmt::format("{} ms", ms);
    if (ms < 60'000) return fmt::format("{} s", one_decimal(static_cast<double>(ms) / 1000));
    const auto pair = [](std::int64_t big, std::string_view unit, std::int64_t small, std::string_view sub) {
        return small == 0 ? fmt::format("{} {}", big, unit)
                          : fmt::format("{} {} {} {}", big, unit, small, sub);
    };
    if (ms < 3'600'000) return pair(ms / 60'000, "min", ms / 1000 % 60, "s");
    if (ms < 2 * 86'400'000) return pair(ms / 3'600'000, "h", ms / 60'000 % 60, "min");
    return pair(ms / 86'400'000, "days", ms / 3'600'000 % 24, "h");
}

std::string nearest_of(std::string_view word, const std::vector<std::string>& candidates) {
    std::string nearest;
    std::size_t least = 3;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = edit_distance(word, candidate);
        if (distance < least && distance < std::max(word.size(), candidate.size())) {
            least = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

}  // namespace migrate
