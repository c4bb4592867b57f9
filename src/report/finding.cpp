#include "src/report/finding.hpp"

#include <array>

namespace migrate {

namespace {

constexpr std::array<std::string_view, 3> names{"info", "warning", "error"};

}  // namespace

std::string_view name_of(Severity severity) {
    return names.at(static_cast<std::size_t>(severity));
}

std::optional<Severity> severity_named(std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names.at(i) == name) return static_cast<Severity>(i);
    }
    return std::nullopt;
}

}  // namespace migrate
