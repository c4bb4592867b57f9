#pragma once

#include <optional>
#include <string_view>

namespace migrate {

/// "branch@symbol+2"
struct SelectorParts {
    std::optional<std::string_view> branch;
    std::string_view symbol;
    std::optional<int> steps;
};

/// Empty when it has not the form of a selector.
std::optional<SelectorParts> split_selector(std::string_view selector);

}  // namespace migrate
